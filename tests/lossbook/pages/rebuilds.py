"""Builds the small book after each of some edits, as a server does and afresh.

Run in a copy of it. Prints, for each edit in turn, which pages were rendered,
and the files of the site in which the two builds differ.
"""

import json
import multiprocessing
import sys
import tempfile
import time
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.pages import Page

from lossbook import cache

# What no edit here can concern: it takes long, and is kept under its own key.
RUN = ("figures", "explorers", "card", "outputs", "notebooks")


def build_into(site: Path, command: str | None = None) -> None:
    config = load_config(site_dir=str(site))
    if command:
        config.plugins.on_startup(command=command, dirty=False)
        config.dev_addr = ("127.0.0.1", 0)
    build(config)


def build_afresh(site: Path) -> None:
    read, write = cache.read, cache.write
    cache.read = lambda path: read(path) if path.parent.name in RUN else None
    cache.write = lambda path, content: (
        write(path, content) if path.parent.name in RUN else None
    )
    build_into(site, "build")


def rebuild(site: Path, edits: list[tuple[str, str, str]], main) -> None:
    """Build as a server: in one process, before and after each edit."""
    rendered = []
    render = Page.render

    def recording(page, *arguments):
        rendered.append(page.file.src_uri)
        return render(page, *arguments)

    Page.render = recording
    build_into(site, "serve")
    for file, old, new in edits:
        rendered.clear()
        time.sleep(1.2)  # or the server takes what it just wrote for new
        text = Path(file).read_text("utf-8") if Path(file).exists() else ""
        Path(file).write_text(text.replace(old, new, 1), "utf-8")
        build_into(site)
        main.send(sorted(rendered))
        main.recv()


def differing(one: Path, other: Path) -> list[str]:
    files = {
        file.relative_to(site).as_posix()
        for site in (one, other)
        for file in site.rglob("*")
        if file.is_file() and not file.name.startswith("sitemap")
    }
    return sorted(
        file
        for file in files
        if not (one / file).exists()
        or not (other / file).exists()
        or (one / file).read_bytes() != (other / file).read_bytes()
    )


def main() -> None:
    edits, found = json.loads(sys.argv[1]), []
    fork = multiprocessing.get_context("fork")
    server, its_end = fork.Pipe()
    with tempfile.TemporaryDirectory() as folder:
        served, afresh = Path(folder) / "served", Path(folder) / "afresh"
        arguments = (served, edits, its_end)
        fork.Process(target=rebuild, args=arguments, daemon=True).start()
        its_end.close()  # if the other process fails, there is no more to read
        for _ in edits:
            rendered = server.recv()
            other = fork.Process(target=build_afresh, args=(afresh,))
            other.start()
            other.join()
            found.append((rendered, differing(served, afresh)))
            server.send(None)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
