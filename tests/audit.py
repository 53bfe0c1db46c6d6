"""Measures what each page costs its reader, and prints it.

    python -m tests.audit [--runs 3] [address …]

It serves the site compressed and asks Lighthouse, on its phone, once, and where
a page is over its budget several times: the median counts. Then axe looks at
each page in four states, and html-validate reads it. What an author waits for
is timed too. What was measured of all pages is written for the site to show. It
exits with 1 if a page is over its budget or has a fault. Give it a machine with
nothing else to do: it measures time.
"""

import argparse
import contextlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from lossbook.paths import ROOT
from lossbook.result_files import AUDIT, write
from tests.budgets import MEASURES, SCORES, WAITS, budget, kept
from tests.chromium import WHOLE, installed
from tests.conftest import mkdocs
from tests.docs.axe import faults
from tests.docs.pages import ADDRESSES
from tests.served import served
from tests.waits import waits

NODE = ROOT / ".cache" / "node"
PACKAGES = ("lighthouse@12.8.2", "html-validate@10.17.0")  # run on Node 20
# Validity, not style.
RULES = {"root": True, "extends": ["html-validate:standard"]}
# In Material's base.html, outside of its blocks. Without the attribute Firefox
# opens again, when a page is loaded anew, what was open.
ALLOWED = {("valid-autocomplete", id) for id in ("#__drawer", "#__search")}


def main() -> int:
    """Measure, print, write; 0 if all is well."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("pages", nargs="*", metavar="address")
    chosen = parser.parse_args()
    missing, chromium = needed()
    if missing:
        print("make audit needs " + " and ".join(missing), file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        done = mkdocs("build", "--strict", "--site-dir", folder)
        if done.returncode:
            print(done.stdout + done.stderr, file=sys.stderr)
            return 1
        pages = chosen.pages or ADDRESSES
        with served(Path(folder)) as address:
            rows, version = [], ""
            for page in pages:
                row, version = measured(address, page, chosen.runs, chromium)
                print(json.dumps(row), flush=True)
                rows.append(row)
            with browser(chromium) as opened:
                seconds = waits(opened, chosen.runs)
                print(json.dumps(seconds), flush=True)
                wrong = over(rows) + late(seconds)
                wrong += read_by_axe(address, pages, opened)
        wrong += invalid(Path(folder), pages)
    print(f"{version}; over its budget: of {chosen.runs} runs the median.")
    if not chosen.pages:
        write(AUDIT, record(rows, seconds, version, chosen.runs))
    print("\n".join(wrong) or "Every page keeps to its budget.")
    return bool(wrong)


def record(
    rows: list[dict], seconds: dict[str, float], tools: str, runs: int
) -> dict:
    """What the site shows of it, each number as it is written."""
    return {
        "tools": tools,
        "runs": runs,
        "measures": [
            {
                "name": name,
                "budget": f"{'≥' if measure in SCORES else '≤'} {limit:{form}}",
            }
            for measure, (name, form, limit) in MEASURES.items()
        ],
        "pages": [
            {
                "page": row["page"],
                "shown": [f"{row[m]:{MEASURES[m][1]}}" for m in MEASURES],
                "kept": [kept(row["page"], m, row[m]) for m in MEASURES],
            }
            for row in rows
        ],
        "waits": [
            {
                "name": name,
                "budget": f"≤ {limit}",
                "shown": f"{seconds[wait]:.1f}",
                "kept": seconds[wait] <= limit,
            }
            for wait, (name, limit) in WAITS.items()
        ],
    }


def needed() -> tuple[list[str], str]:
    """What is not there, in words, and where Chromium is."""
    missing = []
    # Lighthouse's figures are of a whole browser.
    chromium = (
        os.environ.get("CHROME_PATH") or installed(*WHOLE, "chrome") or ""
    )
    if not chromium:
        missing.append("Chromium or Chrome (or its path in CHROME_PATH)")
    if not shutil.which("npm"):
        missing.append("Node 20 with npm")
    else:
        install = ["npm", "install", "--no-audit", "--no-fund", "--silent"]
        done = subprocess.run(
            [*install, "--prefix", NODE, *PACKAGES],
            capture_output=True,
            encoding="utf-8",
        )
        if done.returncode:
            missing.append(f"{', '.join(PACKAGES)} from npm:\n{done.stderr}")
    return missing, chromium


def measured(
    address: str, page: str, runs: int, chromium: str
) -> tuple[dict, str]:
    """One page's row, and what it was measured with."""
    found = [lighthouse(address + page, chromium)]
    if over([medians(page, found)]):
        again = range(runs - 1)
        found += [lighthouse(address + page, chromium) for _ in again]
    last = found[-1]
    agent = last["environment"]["hostUserAgent"]
    version = agent.partition("Chrome/")[2].partition(".")[0]
    tools = f"Lighthouse {last['lighthouseVersion']}, Chromium {version}"
    return medians(page, found), tools


def medians(page: str, reports: list[dict]) -> dict:
    """The measures of one page."""
    values = [values_of(report) for report in reports]
    of = {m: statistics.median(each[m] for each in values) for m in MEASURES}
    return {"page": page} | {m: round(value, 4) for m, value in of.items()}


def lighthouse(url: str, chromium: str) -> dict:
    """Lighthouse's report on one page, as its phone loads it."""
    done = subprocess.run(
        [
            NODE / "node_modules" / ".bin" / "lighthouse",
            url,
            "--quiet",
            "--output=json",
            f"--only-categories={','.join(SCORES)}",
            "--chrome-flags=--headless=new --no-sandbox "
            "--disable-background-networking",
        ],
        env={**os.environ, "CHROME_PATH": chromium},
        capture_output=True,
        encoding="utf-8",
    )
    if done.returncode:
        sys.exit(f"{url}: Lighthouse: {done.stderr}")
    return json.loads(done.stdout)


def values_of(report: dict) -> dict[str, float]:
    """The measures of one report."""
    audits = report["audits"]

    def number(audit: str) -> float:
        return audits[audit]["numericValue"]

    return {
        **{name: report["categories"][name]["score"] for name in SCORES},
        "shift": number("cumulative-layout-shift"),
        "blocking": number("total-blocking-time"),
        "kilobytes": number("total-byte-weight") / 1000,
    }


def over(rows: list[dict]) -> list[str]:
    """The budgets that are not kept, a line each."""
    return [
        f"/{row['page']}: {name} is {row[measure]:{form}}, "
        f"the budget {budget(row['page'], measure):{form}}"
        for row in rows
        for measure, (name, form, _) in MEASURES.items()
        if not kept(row["page"], measure, row[measure])
    ]


def late(seconds: dict[str, float]) -> list[str]:
    """What an author waits for too long, a line each."""
    return [
        f"{name}: {seconds[wait]:.1f} s, the budget {limit}"
        for wait, (name, limit) in WAITS.items()
        if seconds[wait] > limit
    ]


@contextlib.contextmanager
def browser(chromium: str) -> Iterator[Browser]:
    """Chromium, where it was found."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox"]
        )
        yield opened
        opened.close()


def read_by_axe(address: str, pages: list[str], browser: Browser) -> list[str]:
    """What axe finds in four states of each page, a line each."""
    tab = browser.new_page(base_url=address)
    tab.set_default_timeout(120_000)
    return [fault for page in pages for fault in faults(tab, page)]


def invalid(site: Path, pages: list[str]) -> list[str]:
    """What html-validate finds, a line each."""
    rules = NODE / "htmlvalidate.json"
    rules.write_text(json.dumps(RULES), "utf-8")
    # To a file: it exits before a pipe has taken all.
    said = NODE / "htmlvalidate-said.json"
    said.unlink(missing_ok=True)
    subprocess.run(
        [
            NODE / "node_modules" / ".bin" / "html-validate",
            f"--config={rules}",
            f"--formatter=json={said}",
            *(site / page / "index.html" for page in pages),
        ]
    )
    return [
        f"{Path(file['filePath']).relative_to(site)}:{message['line']}: "
        f"{message['ruleId']}: {message['message']}"
        for file in json.loads(said.read_text("utf-8"))
        for message in file["messages"]
        if (message["ruleId"], message.get("selector")) not in ALLOWED
    ]


if __name__ == "__main__":
    sys.exit(main())
