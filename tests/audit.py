"""Measures what each page costs its reader, and prints it.

    python -m tests.audit            all pages
    python -m tests.audit address …  these, of which nothing is written

It serves the site compressed and asks Lighthouse, on its phone, once, and where
a page is over its budget several times: the median counts. What an author waits
for is timed too. What was measured of all pages is written for the site to
show. It exits with 1 if a page is over its budget. Give it a machine with
nothing else to do: it measures time.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from lossbook.result_files import AUDIT, write
from tests.budgets import MEASURES, budget
from tests.chromium import WHOLE, installed
from tests.conftest import mkdocs
from tests.docs.pages import ADDRESSES
from tests.served import served
from tests.waits import waits

RUNS = 3
# Which npx gets; it runs on Node 20.
LIGHTHOUSE = "lighthouse@12.8.2"


def main(chosen: list[str]) -> int:
    """Measure, print, write; 0 if all is well."""
    # Lighthouse's figures are of a whole browser.
    chromium = os.environ.get("CHROME_PATH") or installed(*WHOLE, "chrome")
    if not chromium or not shutil.which("npx"):
        sys.exit(
            "make audit needs Node 20 with npm, and Chromium or Chrome (or its "
            "path in CHROME_PATH)"
        )
    os.environ["CHROME_PATH"] = chromium
    with tempfile.TemporaryDirectory() as folder:
        done = mkdocs("build", "--site-dir", folder)
        if done.returncode:
            sys.exit(done.stdout + done.stderr)
        pages = chosen or ADDRESSES
        rows, wrong, tools = [], [], ""
        with served(Path(folder)) as address:
            for page in pages:
                reports = measured(address, page)
                rows.append(row(page, reports))
                print(json.dumps(rows[-1]), flush=True)
                wrong += over(rows[-1])
                tools = said_by(reports[-1])
    waited = waits(chromium, RUNS)
    print(json.dumps(waited, ensure_ascii=False))
    wrong += [
        f"{each['name']}: {each['shown']} s, the budget {each['budget']}"
        for each in waited
        if not each["kept"]
    ]
    print(f"{tools}; over its budget: of {RUNS} runs the median.")
    if not chosen:
        measures = [
            {"name": each.name, "budget": str(each)}
            for each in MEASURES.values()
        ]
        found = {"tools": tools, "runs": RUNS, "measures": measures}
        write(AUDIT, {**found, "pages": rows, "waits": waited})
    print("\n".join(wrong) or "Every page keeps to its budget.")
    return bool(wrong)


def measured(address: str, page: str) -> list[dict]:
    """One report on a page, or where that is over a budget several."""
    found = [lighthouse(address + page)]
    if over(row(page, found)):
        found += [lighthouse(address + page) for _ in range(RUNS - 1)]
    return found


def lighthouse(url: str) -> dict:
    """Lighthouse's report on one page, as its phone loads it."""
    scores = [name for name, each in MEASURES.items() if each.at_least]
    done = subprocess.run(
        [
            *("npx", "--yes", LIGHTHOUSE, url),
            "--quiet",
            "--output=json",
            f"--only-categories={','.join(scores)}",
            "--chrome-flags=--headless=new --no-sandbox "
            "--disable-background-networking",
        ],
        capture_output=True,
        encoding="utf-8",
    )
    if done.returncode:
        sys.exit(f"{url}: Lighthouse: {done.stderr}")
    return json.loads(done.stdout)


def said_by(report: dict) -> str:
    """What measured, for the site to say."""
    agent = report["environment"]["hostUserAgent"]
    version = agent.partition("Chrome/")[2].partition(".")[0]
    return f"Lighthouse {report['lighthouseVersion']}, Chromium {version}"


def row(page: str, reports: list[dict]) -> dict:
    """What the site shows of a page: each median as it is written."""
    shown, kept = [], []
    for measure in MEASURES:
        value = statistics.median(value_of(each, measure) for each in reports)
        shown.append(MEASURES[measure].shown(value))
        kept.append(budget(page, measure).kept(value))
    return {"page": page, "shown": shown, "kept": kept}


def value_of(report: dict, measure: str) -> float:
    """One measure of one report."""
    if measure in report["categories"]:
        return report["categories"][measure]["score"]
    value = report["audits"][measure]["numericValue"]
    return value / 1000 if measure == "total-byte-weight" else value


def over(row: dict) -> list[str]:
    """The budgets that a page does not keep to, a line each."""
    return [
        f"/{row['page']}: {MEASURES[measure].name} is {shown}, "
        f"the budget {budget(row['page'], measure)}"
        for measure, shown, kept in zip(
            MEASURES, row["shown"], row["kept"], strict=True
        )
        if not kept
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
