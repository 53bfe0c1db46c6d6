"""Measures how long an author waits, on a copy of the project."""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser

from tests.conftest import copied, mkdocs
from tests.served import serving

CHAPTER = "classification/focal-loss"


def waits(browser: Browser, runs: int) -> dict[str, float]:
    """Seconds, the median of several runs, by the name of the wait."""
    with tempfile.TemporaryDirectory() as folder:
        project = copied(Path(folder) / "project")
        mkdocs("build", "--strict", root=project)
        builds = [built(project) for _ in range(runs)]
        with serving(project, Path(folder, "log")) as address:
            edits = shown(project, browser, address, runs)
    return {
        "build": statistics.median(builds),
        "edit": statistics.median(edits),
    }


def built(project: Path) -> float:
    """Seconds that a build takes with nothing changed."""
    start = time.perf_counter()
    done = mkdocs("build", "--strict", root=project)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return time.perf_counter() - start


def shown(
    project: Path, browser: Browser, address: str, runs: int
) -> list[float]:
    """Seconds from saving a chapter until its words are in the browser."""
    chapter = project / "docs" / f"{CHAPTER}.md"
    text = chapter.read_text("utf-8")
    tab = browser.new_page()
    tab.goto(f"{address}{CHAPTER}/")
    found = []
    for run in range(runs):
        word = f"Sesquipedalian{run}"
        # Now and then of the times at which the server looks.
        tab.wait_for_timeout(1000 + 100 * run)
        start = time.perf_counter()
        chapter.write_text(f"{text}\n{word}\n", "utf-8")
        tab.get_by_text(word).wait_for(state="attached", timeout=60_000)
        found.append(time.perf_counter() - start)
    tab.close()
    return found
