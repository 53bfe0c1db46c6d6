"""A reader gets from the home page to an answer in two clicks, by both ways."""

import re

import pytest
from playwright.sync_api import expect

from lossbook.markdown import troubles
from lossbook.paths import ROOT
from tests.docs.pages import DESKTOP, PHONE, PLAIN
from tests.docs.visit import visit

# What is clicked for it, and where that leads. In a task the trouble is named,
# and beside it what to use.
WAYS = {
    "nan loss": (
        "link=The loss is nan",
        "link=A nan loss: every target is ignored",
        "classification/multiclass/#a-nan-loss-every-target-is-ignored",
    ),
    "1% positives": (
        "task=Yes or no",
        "answer=1% positives",
        "classification/binary/#imbalance-weight-and-pos_weight",
    ),
    "1000 negatives for each positive": (
        "task=Yes or no",
        "code=Dense detection",
        "classification/focal-loss/#losses/focal_loss.py",
    ),
    "the file of a loss": ("link=Copy", "file=focal_loss.py", ""),
}
END = "e => (e.getBoundingClientRect().bottom + scrollY) / innerHeight"


@pytest.mark.parametrize(
    ("page", "screens"), [(DESKTOP, 1), (PHONE, 2)], indirect=["page"]
)
def test_two_clicks_lead_to_an_answer(page, screens):
    """And what is clicked first stands so few screens down the home page."""
    visit(page, "")
    for way in ("h2#what-do-you-predict", "h2#what-went-wrong", ".symptoms"):
        end = page.locator(way).evaluate(END)
        assert end <= screens, f"{way} ends {end:.2f} screens down"
    for trouble, (first, second, address) in WAYS.items():
        click(page, first)
        click(page, second)
        if address:
            page.wait_for_url(f"**/{address}")
            there = page.locator(f"[id='{address.partition('#')[2]}']")
            expect(there, trouble).to_be_in_viewport()
        else:
            page.get_by_text("Copied to clipboard").wait_for()
            copied = page.evaluate("navigator.clipboard.readText()")
            file = ROOT / "snippets/losses/focal_loss.py"
            assert copied == file.read_text("utf-8")
            every = page.locator(".loss").count()
            assert page.locator(".loss .copy:visible").count() == every > 20
        page.locator("header a.md-logo").first.evaluate("a => a.click()")
        page.locator("h2#what-do-you-predict").wait_for()


def click(page, what: str) -> None:
    kind, _, name = what.partition("=")
    match kind:
        case "task":
            page.locator(".chooser summary", has_text=name).first.click()
        case "answer" | "code":
            answer = page.locator("dt:visible", has_text=name).first
            links = answer.locator("+ dd a").all()
            links[-1 if kind == "code" else 0].click()
        case "file":
            entry = re.compile(rf"\b{name}")
            page.locator(".loss .file", has_text=entry).locator(
                "button"
            ).click()
        case _:
            page.locator("article").get_by_role(
                "link", name=name, exact=True
            ).first.click()


@pytest.mark.parametrize("page", [PLAIN], indirect=True)
def test_without_a_script_files_are_downloaded(page):
    page.goto("reference/losses/")
    assert not page.locator(".copy:visible").count()
    assert page.locator(".loss a[download]:visible").count() > 20


def test_numbers_of_symptoms_are_printed_by_their_runs():
    seen = 0
    for each in troubles.every():
        runs = "".join(
            (ROOT / path).read_text("utf-8")
            for section in each.pitfalls
            for path in section.files
        )
        printed = re.findall(r"\d+\.\d+", "".join(re.findall("#>.*", runs)))
        for number in re.findall(r"\d+\.\d+", each.symptom):
            digits = len(number.partition(".")[2])
            rounded = {f"{float(each):.{digits}f}" for each in printed}
            assert number in rounded, (
                f"docs/troubles.yml: {each.symptom}: no run below it prints "
                f"{number}"
            )
            seen += 1
    assert seen
