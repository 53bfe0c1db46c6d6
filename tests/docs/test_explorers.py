"""The explorers in Chromium: what they say is what the snippets return."""

import gzip
import importlib
import re

import pytest

from lossbook.generate.explorers import SCRIPTS
from lossbook.paths import ROOT
from tests.docs.pages import DESKTOP, DOCS, NAMES, PAGES, PHONE
from tests.snippets.grid import some

# Each explorer, and the address of the page that has it.
EXPLORERS = {
    name: f"{page}/"
    for page, path in zip(NAMES, PAGES, strict=True)
    for name in re.findall(r"data-explorer=(\w+)", path.read_text("utf-8"))
}
EACH = pytest.mark.parametrize(("name", "where"), some([*EXPLORERS.items()], 3))


def opened(page, name, where):
    """The explorer, in view and alive."""
    page.goto(where, wait_until="networkidle")
    explorer = page.locator(f"loss-explorer[data-name={name}]")
    explorer.evaluate("element => element.scrollIntoView()")
    explorer.locator("css=:scope[ready]").wait_for()
    return explorer


def shown(explorer) -> list[list[str]]:
    """The table of values: a row a line, its name first."""
    rows = explorer.locator("tbody tr").all()
    return [
        [cell.inner_text() for cell in row.locator("th, td").all()]
        for row in rows
    ]


def formatted(value) -> str:
    return f"{float(value):z.3f}".replace("-", "−")


def returned(name: str, places: list[int]) -> list[list[str]]:
    """The same table, from the snippet itself."""
    explorer = importlib.import_module(f"snippets.explorers.{name}")
    values = zip(explorer.SLIDERS.values(), places, strict=False)
    panels = explorer.explore(*[texts[place] for texts, place in values])
    table = {}
    for lines in panels.values():
        for label, line in lines.items():
            if not isinstance(line, tuple):
                text = formatted(line[places[-1]])
            elif len(line[0]) == 1:
                text = f"({formatted(line[0][0])}, {formatted(line[1][0])})"
            else:
                text = ""
            table.setdefault(label, [label]).append(text)
    return list(table.values())


@EACH
def test_numbers_are_those_of_the_snippet(page, name, where):
    explorer = opened(page, name, where)
    sliders = explorer.locator("input").all()

    def agree():
        places = [int(slider.input_value()) for slider in sliders]
        assert shown(explorer) == returned(name, places), places
        for slider in sliders:
            text = slider.get_attribute("aria-valuetext")
            label = slider.evaluate("s => s.nextElementSibling.value")
            assert text == label
            assert slider.evaluate("s => s.labels.length") == 1

    agree()
    for slider in sliders:
        drawn = {}
        for key in ("End", "ArrowLeft", "Home"):
            slider.press(key)
            agree()
            drawn[explorer.locator(".panels").inner_html()] = slider
        assert slider.input_value() == "0"
        places = int(slider.get_attribute("max")) + 1
        assert len(drawn) == min(3, places), "a slider that moves nothing"


@EACH
def test_without_javascript_the_figure_stands(browser, address, name, where):
    context = browser.new_context(base_url=address, java_script_enabled=False)
    tab = context.new_page()
    tab.goto(where)
    explorer = tab.locator(f"loss-explorer[data-name={name}]")
    assert explorer.locator("img").is_visible()
    assert explorer.locator("img").bounding_box()["height"] > 100
    assert not explorer.locator(".live").is_visible()
    context.close()


@EACH
@pytest.mark.parametrize("page", [PHONE, DESKTOP], indirect=True)
def test_nothing_moves_when_it_comes_to_life(page, name, where):
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => {"
        "  for (const entry of list.getEntries()) shift += entry.value;"
        "}).observe({type: 'layout-shift', buffered: true})"
    )
    explorer = opened(page, name, where)
    beside = "beside" in (explorer.get_attribute("class") or "")
    assert explorer.locator("img").is_visible() == beside
    for slider in explorer.locator("input").all():
        slider.press("End")
    page.wait_for_timeout(200)
    assert page.evaluate("shift") < 0.01
    wide = explorer.evaluate("e => e.scrollWidth - e.clientWidth")
    assert wide <= 0


def test_a_pointer_moves_the_marker(page):
    explorer = opened(page, "focal_loss", EXPLORERS["focal_loss"])
    marker = explorer.locator("input").last
    panel = explorer.locator(".panels > svg").first
    panel.scroll_into_view_if_needed()
    box = panel.bounding_box()
    places = []
    for part in (0.3, 0.6, 0.9):
        x = box["x"] + part * box["width"]
        page.mouse.move(x, box["y"] + box["height"] / 2)
        places.append(int(marker.input_value()))
        drawn = panel.locator(".marker").bounding_box()
        assert abs(drawn["x"] + drawn["width"] / 2 - x) < 4
    assert places == sorted(set(places))


def test_instant_navigation_brings_it_to_life(page, go_on):
    go_on("custom/writing-a-loss/")
    page.wait_for_url("**/focal-loss/")
    explorer = page.locator("loss-explorer").first
    explorer.evaluate("element => element.scrollIntoView()")
    explorer.locator("css=:scope[ready]").wait_for()
    explorer.locator("input").first.press("End")
    assert explorer.locator("output").first.inner_text() == "5"


def test_it_works_from_a_disk(browser, site):
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(f"file://{site}/custom/focal-loss/index.html")
    explorer = tab.locator("loss-explorer").first
    explorer.evaluate("element => element.scrollIntoView()")
    explorer.locator("css=:scope[ready]").wait_for()
    assert shown(explorer)[0][1]
    context.close()


def test_it_follows_the_theme(page):
    explorer = opened(page, "focal_loss", EXPLORERS["focal_loss"])
    colours = set()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(300)
        line = explorer.locator(".panels .line0").first
        colours.add(line.evaluate("e => getComputedStyle(e).stroke"))
    assert len(colours) == 2


def test_the_element_is_small():
    script = (DOCS / "assets" / "explorer.js").read_bytes()
    assert len(gzip.compress(script, mtime=0)) < 5000


@pytest.mark.parametrize("script", sorted(SCRIPTS.glob("*.py")))
def test_its_data_are_small(site, script):
    (data,) = (site / "assets" / "explorers").glob(f"{script.stem}.*.js")
    size = len(gzip.compress(data.read_bytes(), mtime=0))
    assert size < 60_000, f"{script.relative_to(ROOT)}: {size} bytes"
