"""The chooser of the home page, from its data file to the browser."""

import re

import pytest

from lossbook.data_files import loaded, root
from lossbook.markdown.chooser import DATA
from lossbook.paths import ROOT
from lossbook.result_files import EVIDENCE, recorded
from tests.docs.pages import DESKTOP, PHONE
from tests.docs.sections import around, at, links, sections
from tests.docs.visit import visit
from tests.html import parsed

TEXT = DATA.read_text("utf-8")
TABLE = loaded(root(DATA))
ANSWERS = [
    *(answer for task in TABLE["losses"] for answer in task["answers"]),
    *TABLE["regularizers"],
]
IDS = [f"{answer['use']}: {answer['data']}" for answer in ANSWERS]


def where(answer: dict, key: str) -> str:
    data, use = re.escape(answer["data"]), re.escape(answer["use"])
    first = re.search(rf"data: {data}\n +use: {use}\n", TEXT)
    start = first.start() if first else 0
    line = TEXT[: TEXT.index(f"{key}: {answer[key]}", start)].count("\n") + 1
    return f"{DATA.relative_to(ROOT)}:{line}"


@pytest.mark.parametrize("answer", ANSWERS, ids=IDS)
def test_line_is_in_the_section(answer):
    page, _, anchor = answer["section"].partition("#")
    name = page.removesuffix(".md")
    parts = sections(name)
    section = around(parts, at(name, anchor).start) if anchor else parts[-1]
    code = section.code | links(name, section)
    lines = [
        line.strip() for text in code.values() for line in text.split("\n")
    ]
    assert answer["line"] in lines, (
        f"{where(answer, 'line')}: no snippet that {answer['section']} shows "
        f"or links to has the line {answer['line']!r}"
    )


@pytest.mark.parametrize("answer", ANSWERS, ids=IDS)
def test_evidence_is_in_the_built_site(answer, site):
    """A row or a run is there by its name; a publication is elsewhere."""
    kind, _, what = answer["evidence"].partition(" ")
    shown = parsed(site / "index.html").css(".home dd .evidence")
    words = shown[ANSWERS.index(answer)]
    label = {"row": "Tried: ", "run": "Run: ", "cited": "Cited: "}[kind]
    assert words.text().startswith(label)
    address = words.css_first("a").attributes["href"]
    if kind == "cited":
        assert address.startswith("https://"), where(answer, "evidence")
        return
    page, _, anchor = address.partition("#")
    there = parsed(site / page / "index.html").css_first(f'[id="{anchor}"]')
    assert there, f"{where(answer, 'evidence')}: {page} has no #{anchor}"
    if kind == "row":
        title = recorded(EVIDENCE)["rows"][what.partition(",")[0]]["title"]
        assert there.text().removesuffix("¶") == title
    else:
        assert anchor == what


@pytest.mark.parametrize("answer", ANSWERS, ids=IDS)
def test_evidence_is_of_what_is_advised(answer):
    kind, _, what = answer["evidence"].partition(" ")
    if kind == "row":
        contender = {*what.partition(", ")[2].lower().split()}
        missing = contender - {*re.split(r",? ", answer["use"].lower())}
        assert not missing, (
            f"{where(answer, 'evidence')}: {answer['use']!r} is another "
            f"contender: {', '.join(sorted(missing))} is not in it"
        )


def test_home_page_shows_the_whole_table(site):
    page = parsed(site / "index.html")
    tasks = [task.text() for task in page.css(".chooser summary strong")]
    assert tasks == [task["task"] for task in TABLE["losses"]]
    uses = page.css(".home dd")
    shown = [
        (
            entry.text(),
            use.css_first("a").text(),
            use.css_first("pre").text(),
        )
        for entry, use in zip(page.css(".home dt"), uses, strict=True)
    ]
    assert shown == [
        (answer["data"], answer["use"].replace("`", ""), answer["line"])
        for answer in ANSWERS
    ]


@pytest.mark.parametrize("page", [PHONE, DESKTOP], indirect=True)
@pytest.mark.parametrize(
    ("task", "data", "line", "file"),
    [
        (
            "binary",
            "Dense detection",
            "loss = focal_loss(logits, target)",
            "focal_loss.py",
        ),
        (
            "multi-class",
            "given up",
            "loss = symmetric_cross_entropy("
            "logits, target, alpha=0.1, beta=1.0)",
            "symmetric_cross_entropy.py",
        ),
    ],
)
def test_reader_finds_loss_and_code_in_three_clicks(
    page, task, data, line, file
):
    page.context.grant_permissions(["clipboard-read"])
    visit(page, "")
    page.locator("summary", has_text=task).click()
    answer = page.locator("dt:visible", has_text=data).locator("+ dd")
    assert answer.locator("pre").inner_text().strip() == line
    answer.get_by_role("link", name=file).click()
    name = page.locator(f"[id='losses/{file}']")
    name.wait_for()
    page.wait_for_function("scrollY > 0")
    assert 0 <= name.bounding_box()["y"] < page.viewport_size["height"] / 2
    name.locator("+ .highlight").get_by_title("Copy to clipboard").click()
    page.get_by_text("Copied to clipboard").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert (
        copied.strip()
        == (ROOT / "snippets/losses" / file).read_text("utf-8").strip()
    )


def test_works_by_keyboard_without_scripts(browser, address):
    width, height = DESKTOP
    context = browser.new_context(
        viewport={"width": width, "height": height}, java_script_enabled=False
    )
    tab = context.new_page()
    tab.goto(address)
    summary = tab.locator("summary", has_text="multi-label")
    summary.focus()
    tab.keyboard.press("Enter")
    assert tab.locator("dt:visible", has_text="labels are rare").count() == 1
    # One open task at a time, its first link next in the order of tabs.
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/classification/binary/#multi-label-targets")
    context.close()
