"""Packs the book to be read from a disk: lossbook-offline.zip.

Run as `make offline`. A site that is built after that offers the zip at the
foot of each page. In the zip a page is a file, lossbook/objective.html, so that
a link leads to it without a server. A browser reads no data from a disk but by
a script, so the search index becomes one; and it starts no worker from there,
so lossbook/theme/partials/offline.html searches in a frame.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from lossbook.export import archive
from lossbook.paths import BINDINGS, DOCS, ROOT, SETTINGS, SNIPPETS

PACKED = ROOT / "lossbook-offline.zip"
# What only a server has a use for, or who debugs Material's scripts.
LEAVE = ("404.html", "sitemap.xml*", "**/*.map")


def main() -> int:
    """Build the book, pack it, and say where it is."""
    began = time.time()
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        failed = build(site)
        if failed:
            return failed
        PACKED.write_bytes(packed(site))
    os.utime(PACKED, (began, began))  # what is edited by now is not in it
    print(f"{PACKED.name}: unpack it and open lossbook/index.html")
    return 0


def build(site: Path) -> int:
    """Build the book as files in a folder; 0, or the status of mkdocs."""
    # Not --quiet: mkdocs counts the warnings that it gives.
    done = subprocess.run(
        [
            *(sys.executable, "-X", "utf8", "-m", "mkdocs", "build"),
            *("--strict", "--no-directory-urls", "--site-dir", str(site)),
        ],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    if done.returncode:
        print(done.stderr, file=sys.stderr, end="")
        return done.returncode
    for pattern in LEAVE:
        for file in site.glob(pattern):
            file.unlink()
    index = site / "search" / "search_index.json"
    script = f"var __index = {index.read_text('utf-8')}"  # Material's name
    index.with_suffix(".js").write_text(script, "utf-8")
    index.unlink()
    return 0


def suit(config: MkDocsConfig) -> None:
    """Leave out of a book of files what Material does only on a server.

    Opened from a disk, its script with instant navigation stops at once: blocks
    of code get no button, and words that were searched no highlight.
    """
    if not config.use_directory_urls:
        features = config.theme["features"]
        config.theme["features"] = [
            name for name in features if name != "navigation.instant"
        ]


def offer(files: Files, config: MkDocsConfig) -> None:
    """Add the zip to the site, where it is there and of this very book."""
    if not config.use_directory_urls or not PACKED.exists():
        return
    zipped, name = PACKED.stat(), PACKED.name
    if zipped.st_mtime >= _last_change():
        files.append(File.generated(config, name, abs_src_path=str(PACKED)))
        size = f"{zipped.st_size / 1e6:.1f} MB"
        config.extra["offline"] = {"name": name, "size": size}


def _last_change() -> float:
    """When the youngest file was changed that the book is made of."""
    folders = (DOCS, SNIPPETS, BINDINGS, ROOT / "lossbook")
    files = [file for folder in folders for file in folder.rglob("*.*")]
    made = [file for file in files if file.suffix != ".pyc"]
    return max(x.stat().st_mtime for x in (SETTINGS, *made))


def packed(site: Path) -> bytes:
    """A built book as a zip, all in one folder."""
    files = sorted(file for file in site.rglob("*") if file.is_file())
    return archive.packed(
        {
            f"lossbook/{file.relative_to(site).as_posix()}": file.read_bytes()
            for file in files
        }
    )


if __name__ == "__main__":
    sys.exit(main())
