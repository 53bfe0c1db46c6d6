"""Measures how long an author waits, on a copy of the project."""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.budgets import BUILD, EDIT
from tests.conftest import copied, mkdocs
from tests.served import serving

CHAPTER = "classification/focal-loss"


def waits(chromium: str, runs: int) -> list[dict]:
    """What the site shows of each wait: the median of several runs."""
    with tempfile.TemporaryDirectory() as folder:
        project = copied(Path(folder) / "project")
        built(project)
        builds = [built(project) for _ in range(runs)]
        with serving(project, Path(folder, "log")) as address:
            edits = seen(project, chromium, address, runs)
    return [
        {
            "name": budget.name,
            "budget": str(budget),
            "shown": budget.shown(statistics.median(seconds)),
            "kept": budget.kept(statistics.median(seconds)),
        }
        for budget, seconds in ((BUILD, builds), (EDIT, edits))
    ]


def built(project: Path) -> float:
    """Seconds that a build takes."""
    start = time.perf_counter()
    done = mkdocs("build", root=project)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return time.perf_counter() - start


def seen(project: Path, chromium: str, address: str, runs: int) -> list[float]:
    """Seconds from saving a chapter until its words are in the browser."""
    chapter = project / "docs" / f"{CHAPTER}.md"
    text = chapter.read_text("utf-8")
    found = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox"]
        )
        tab = browser.new_page()
        tab.goto(f"{address}{CHAPTER}/")
        for run in range(runs):
            word = f"Sesquipedalian{run}"
            # Now and then of the times at which the server looks.
            tab.wait_for_timeout(1000 + 100 * run)
            start = time.perf_counter()
            chapter.write_text(f"{text}\n{word}\n", "utf-8")
            tab.get_by_text(word).wait_for(state="attached", timeout=60_000)
            found.append(time.perf_counter() - start)
        browser.close()
    return found
