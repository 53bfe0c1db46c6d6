"""Away from this project a file runs, with what it is said to need beside it.

A fixed sample of the files runs, or all of them with FULL=1.
"""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from lossbook.paths import ROOT, SNIPPETS
from tests.html import parsed
from tests.snippets.grid import some

SCRIPTS = [
    script.relative_to(ROOT).as_posix()
    for script in sorted(SNIPPETS.rglob("*.py"))
]
# A training script runs when the site is built.
SAMPLE = some([path for path in SCRIPTS if "/training/" not in path], 9)
# Without -S the project's own folder would be on Python's path, too.
PYTHON = (sys.executable, "-S", "-X", "utf8")
ALONE = {
    **os.environ,
    "PYTHONPATH": sysconfig.get_path("purelib"),
    "MPLBACKEND": "agg",
    "OMP_NUM_THREADS": "1",
}
# Runs the modules named on the command line, each from the folder before it.
RUNNER = """
import os, runpy, sys
names = iter(sys.argv[1:])
for folder, name in zip(names, names):
    for module in [m for m in sys.modules if m.startswith("snippets")]:
        del sys.modules[module]
    os.chdir(folder)
    sys.path[0] = folder
    print(name, file=sys.stderr)
    found = runpy.run_module(name, run_name="__main__")
    if ".figures." in name:
        found["draw"]()
"""


def module(path: str) -> str:
    return path.removesuffix(".py").replace("/", ".")


@pytest.fixture(scope="module")
def catalogue(site) -> dict[str, tuple[set[str], dict[str, Path]]]:
    """By snippet, what it needs, and the files to download by their paths.

    A file that is to be pasted and a tour need torch alone; those stand in
    the list of losses.
    """
    losses = parsed(site / "reference/losses/index.html")
    found = {}
    for link in losses.css(".loss a[download]"):
        path = link.attributes["href"].removeprefix("../../")
        found[path] = set(), {path: site / path}
    address = site / "reference/snippets/index.html"
    for row in parsed(address).css("article tbody tr"):
        first, *others = row.css("a[download]")
        path = first.attributes["href"].removeprefix("../../")
        links = {path: first, **{link.text(): link for link in others}}
        files = {
            path: (address.parent / link.attributes["href"]).resolve()
            for path, link in links.items()
        }
        _, _, needs = row.css("td")[1].text().partition(".Needs ")
        found[path] = {*needs.removesuffix(".").split(", ")} - {""}, files
    return found


def test_catalogue_says_what_each_file_needs(catalogue):
    assert sorted(catalogue) == SCRIPTS
    assert catalogue["snippets/figures/speed.py"][0] == {
        *("docs/reference/bench.json", "matplotlib"),
    }
    for path, (needs, files) in catalogue.items():
        assert {*files} == {path} | {each for each in needs if "/" in each}
        for each, there in files.items():
            assert there.read_bytes() == (ROOT / each).read_bytes(), each


def run(*arguments: str, folder: Path, program=(*PYTHON, "-c", RUNNER)) -> None:
    done = subprocess.run(
        [*program, *arguments],
        cwd=folder,
        env=ALONE,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr


def test_downloads_run_with_what_they_need(catalogue, tmp_path):
    arguments = []
    for number, path in enumerate(SAMPLE):
        folder = tmp_path / str(number)
        for place, file in catalogue[path][1].items():
            (folder / place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, folder / place)
        arguments += [str(folder), module(path)]
    run(*arguments, folder=tmp_path)


@pytest.fixture
def unpacked(site, tmp_path) -> Path:
    with zipfile.ZipFile(site / "snippets.zip") as archive:
        archive.extractall(tmp_path)
    (folder,) = tmp_path.iterdir()
    return folder


def test_zip_says_how_to_run_it(unpacked):
    readme = (unpacked / "README.md").read_text("utf-8")
    assert readme.startswith("# The snippets of Lossbook\n")
    blocks = re.findall(r"^```bash\n(.*?)^```$", readme, re.M | re.S)
    install, *commands = "".join(blocks).splitlines()
    assert install == "pip install -r requirements.txt"
    for command in commands:
        program, rest = command.split(" ", 1)
        assert program == "python"
        run(
            f"exec {' '.join(PYTHON)} {rest}",
            folder=unpacked,
            program=("sh", "-c"),
        )
    assert b"<svg" in (unpacked / "out.svg").read_bytes()
    for path in re.findall(r"`([\w./]+)`", readme):
        assert (unpacked / path).exists() or path in ("print", "draw"), path


def test_zip_pins_what_it_needs_as_the_book_does(unpacked):
    pins = (unpacked / "requirements.txt").read_text("utf-8").splitlines()
    packages = ["matplotlib", "scikit-learn", "torch", "tqdm"]
    assert [pin.partition("==")[0] for pin in pins] == packages
    ours = (ROOT / "requirements.txt").read_text("utf-8")
    for pin in pins:
        assert re.search(rf"^{re.escape(pin)}\s", ours, re.MULTILINE), pin
