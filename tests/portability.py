"""Builds the book with other generators, and counts what each makes of it.

Run as `make portability`. Each builds a copy of the project, from the same
mkdocs.yml but for what EXCEPT names. The page "A move to another generator"
shows the table.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from lossbook.paths import CACHE
from lossbook.result_files import PORTABILITY, write
from tests.conftest import copied
from tests.forked import environment_of
from tests.html import attributes, parsed
from tests.test_requirements import constrained

VENVS = CACHE / "portability"
BUILDS = {
    "mkdocs": [sys.executable, "-m", "mkdocs", "build", "--strict"],
    "properdocs": [VENVS / "properdocs/bin/properdocs", "build", "--strict"],
    "zensical": [VENVS / "zensical/bin/zensical", "build"],
}
# Zensical's engine refuses our templates, which are written for Jinja.
EXCEPT = {"zensical": r"(?m)^  (custom_dir|static_templates):.*\n"}


def main() -> int:
    """Build with each generator; write and print the table."""
    rows = []
    for name, command in BUILDS.items():
        with tempfile.TemporaryDirectory() as folder:
            site = built(name, command, copied(Path(folder, "book")))
            row = {"generator": name, "version": constrained()[name]}
            rows.append(row | counted(site))
        print(json.dumps(rows[-1]))
    write(PORTABILITY, {"generators": rows})
    return 0


def built(name: str, command: list, copy: Path) -> Path:
    """The site that one generator makes of a copy of the project."""
    settings = copy / "mkdocs.yml"
    if name in EXCEPT:
        text = re.sub(EXCEPT[name], "", settings.read_text("utf-8"))
        settings.write_text(text, "utf-8")
    kernels = str(Path(sys.prefix, "share", "jupyter"))
    done = subprocess.run(
        [*command, "--config-file", "mkdocs.yml"],
        cwd=copy,
        env=environment_of(copy, JUPYTER_PATH=kernels),
        capture_output=True,
        encoding="utf-8",
    )
    if done.returncode:
        sys.exit(f"{name}: {done.stdout}{done.stderr}")
    return copy / "site"


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
    count["snippets to download"] = len(list(site.rglob("*.py")))
    count["notebooks"] = len(list(site.rglob("*.ipynb")))
    return count


if __name__ == "__main__":
    sys.exit(main())
