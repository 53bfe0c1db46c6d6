"""Builds the book with other generators, and counts what each makes of it.

Run as `make portability`. Each builds a copy of the project, from the same
mkdocs.yml but for what EXCEPT names. The page "A move to another generator"
shows the table.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from lossbook.paths import ROOT
from lossbook.result_files import PORTABILITY, write
from tests.conftest import copied
from tests.html import attributes, parsed

VENVS = ROOT / ".cache" / "portability"
BUILDS = {
    "mkdocs": [sys.executable, "-m", "mkdocs", "build", "--strict"],
    "properdocs": [VENVS / "properdocs/bin/properdocs", "build", "--strict"],
    "zensical": [VENVS / "zensical/bin/zensical", "build"],
}
# Zensical's engine refuses our templates, which are written for Jinja.
EXCEPT = {
    "zensical": re.compile(r"^  (custom_dir|static_templates):.*\n", re.M),
}


def main() -> int:
    """Build with each generator; write and print the table."""
    rows = []
    for name, command in BUILDS.items():
        with tempfile.TemporaryDirectory() as folder:
            copy = copied(Path(folder, "book"))
            built = build(name, command, copy)
            rows.append({"generator": name, "version": version(name), **built})
        print(json.dumps(rows[-1]))
    write(PORTABILITY, {"generators": rows})
    return 0


def build(name: str, command: list, copy: Path) -> dict[str, int]:
    """What one generator makes of a copy of the project."""
    settings = copy / "mkdocs.yml"
    if name in EXCEPT:
        text = EXCEPT[name].sub("", settings.read_text("utf-8"))
        settings.write_text(text, "utf-8")
    done = subprocess.run(
        [*map(str, command), "--config-file", "mkdocs.yml"],
        cwd=copy,
        env={
            **os.environ,
            "PYTHONPATH": str(copy),
            "JUPYTER_PATH": str(Path(sys.prefix, "share", "jupyter")),
        },
        capture_output=True,
        encoding="utf-8",
    )
    if done.returncode:
        sys.exit(f"{name}: {done.stdout}{done.stderr}")
    return counted(copy / "site")


def version(name: str) -> str:
    """The version of a generator, where it is installed."""
    python = VENVS / name / "bin" / "python"
    code = f"import importlib.metadata as m; print(m.version({name!r}))"
    done = subprocess.run(
        [python if python.exists() else sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.strip()


def counted(site: Path) -> dict[str, int]:
    """How much of the book is in a built site."""
    pages = sorted(site.rglob("index.html"))
    count = {"pages": len(pages)}
    count |= {"typeset equations": 0, "blocks of code": 0, "figures shown": 0}
    for page in pages:
        built = parsed(page)
        count["typeset equations"] += len(built.css(".math.equation"))
        count["blocks of code"] += len(built.css("article pre > code"))
        count["figures shown"] += sum(
            (page.parent / address).is_file()
            for address in attributes(built, "article img[src]", "src")
        )
    for kind, pattern in (
        ("snippets to download", "*.py"),
        ("notebooks", "*.ipynb"),
    ):
        count[kind] = len(list(site.rglob(pattern)))
    return count


if __name__ == "__main__":
    sys.exit(main())
