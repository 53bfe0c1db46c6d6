"""The explorers in Chromium: what they show is what the snippets return."""

import gzip
import importlib
import re
from inspect import signature
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest

from lossbook.generate.explorers import SCRIPTS
from lossbook.paths import ROOT
from tests.docs.pages import ADDRESSES, DESKTOP, DOCS, PAGES, PHONE, PLAIN
from tests.docs.test_budgets import SHIFT
from tests.docs.visit import visit
from tests.snippets.drawn import number, place
from tests.snippets.grid import some

HEIGHT = 560  # of a phone's 844 pixels
LETTER = 11  # pixels
# Each explorer, and the address of the page that has it.
EXPLORERS = {
    name: address
    for address, path in zip(ADDRESSES, PAGES, strict=False)
    for name in re.findall(r"data-explorer=(\w+)", path.read_text("utf-8"))
}
FEW = pytest.mark.parametrize(("name", "where"), some([*EXPLORERS.items()], 3))


def opened(page, name, where):
    """The explorer, in view and alive."""
    visit(page, where)
    return alive(page.locator(f"loss-explorer[data-name={name}]"))


def alive(explorer):
    """It, once it is in view and its data have come."""
    explorer.evaluate("element => element.scrollIntoView()")
    explorer.locator("css=:scope[ready]").wait_for()
    return explorer


def positions(explorer) -> list[int]:
    """Where the sliders stand."""
    return [int(each.input_value()) for each in explorer.locator("input").all()]


# What a reader sees, in pixels of the screen: each panel's words, the rules of
# its grid and the lines, and the key and the table that say which is which.
SEEN = """explorer => {
  // In one drawing a line is told from others by its width, too.
  const looks = (elements) => {
    const styles = elements.map((element) => getComputedStyle(element));
    const widths = styles.map((style) => parseFloat(style.strokeWidth));
    const widest = Math.max(...widths);
    return styles.map(({ stroke, strokeDasharray }, i) =>
      `${stroke} ${strokeDasharray} ${(widths[i] / widest).toFixed(1)}`);
  };
  const middle = (element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return [x + width / 2, y + height / 2];
  };
  const points = (path) => {
    const matrix = path.getScreenCTM();
    return path.getAttribute("d").match(/-?[\\d.]+ -?[\\d.]+/g).map((pair) => {
      const [x, y] = pair.split(" ").map(Number);
      const point = new DOMPoint(x, y).matrixTransform(matrix);
      return [point.x, point.y];
    });
  };
  const swatches = [...explorer.querySelectorAll(".swatch > path")];
  const drawn = (svg) => [...svg.querySelectorAll("path:not(.dot)")];
  // Of a single point the dot alone is seen.
  const seen = (path) =>
    path.getAttribute("d").includes("L") ? path : path.nextElementSibling;
  return {
    names: Object.fromEntries(
      looks(swatches).map((look, n) =>
        [look, swatches[n].closest("th, span").innerText])),
    panels: [...explorer.querySelectorAll(".panel")].map((svg) => ({
      words: [...svg.querySelectorAll("text")].map((text) => text.textContent),
      axes: [["across", "x1"], ["up", "y1"]].map(([kind, end], n) => [
        [...svg.querySelectorAll(`text.${kind}`)].map((text) =>
          [text.textContent, middle(text)[n]]),
        [...svg.querySelectorAll(`.rule[${end}]`)].map((e) => middle(e)[n]),
      ]),
      lines: looks(drawn(svg).map(seen)).map((look, n) =>
        [look, points(drawn(svg)[n])]),
    })),
  };
}"""


def text(value) -> str:
    """The value of a slider, as it should be read."""
    if value is None or isinstance(value, str):
        return value or "none"
    # A place of a tensor is of float32.
    return f"{round(float(value), 4):zg}".replace("-", "−")


class Snippet:
    """An explorer's own functions, to hold against what the page shows."""

    def __init__(self, name: str):
        self.module = importlib.import_module(f"snippets.explorers.{name}")
        self.where = place(SCRIPTS / f"{name}.py", "def explore(")
        self.sliders = {
            label: list(values) for label, values in self.module.SLIDERS.items()
        }
        if hasattr(self.module, "X"):
            self.sliders[self.module.X_LABEL] = self.module.X.tolist()

    def fail(self, what: str) -> None:
        drawer = place(DOCS / "assets" / "explorer.js", "  class Panel")
        pytest.fail(f"{self.where} and {drawer}: {what}", pytrace=False)

    def chosen(self, places: list[int]) -> list:
        """What the function is called with; a last place is the marker's."""
        values = zip(self.module.SLIDERS.values(), places, strict=False)
        return [each[at] for each, at in values]

    def lines(self, places: list[int]) -> dict[str, dict[str, tuple]]:
        """The points of each line, by panel and name."""
        panels = self.module.explore(*self.chosen(places))
        return {
            title: {
                name: (
                    line if isinstance(line, tuple) else (self.module.X, line)
                )
                for name, line in lines.items()
            }
            for title, lines in panels.items()
        }

    def table(self, places: list[int]) -> list[list[str]]:
        """A row a line with a value at the marker, its name first."""
        rows = {}
        for lines in self.lines(places).values():
            for name, (x, y) in lines.items():
                if len(y) == 1:
                    cell = f"({formatted(x[0])}, {formatted(y[0])})"
                elif hasattr(self.module, "X"):
                    cell = formatted(y[places[-1]])
                else:
                    continue  # its name is in the key
                rows.setdefault(name, [name]).append(cell)
        return list(rows.values())

    def agrees(self, explorer) -> None:
        """Fail unless the page shows what the functions return."""
        inputs = explorer.locator("input").all()
        places = positions(explorer)
        labels = [
            (
                each.evaluate("e => e.labels[0].innerText"),
                int(each.get_attribute("max")),
                each.evaluate("e => e.nextElementSibling.value"),
                each.get_attribute("aria-valuetext"),
            )
            for each in inputs
        ]
        wanted = [
            (label, len(values) - 1, *[text(values[at])] * 2)
            for (label, values), at in zip(
                self.sliders.items(), places, strict=True
            )
        ]
        if labels != wanted:
            self.fail(f"sliders {labels}, and in SLIDERS {wanted}")
        rows = shown(explorer)
        head = [*self.module.PANELS]
        if [rows[0][1:], *rows[1:]] != [head, *self.table(places)]:
            self.fail(f"table {rows}, returned {head, self.table(places)}")
        self.line_agrees(explorer, places)
        seen = explorer.evaluate(SEEN)
        lines = self.lines(places)
        for title, panel in zip(head, seen["panels"], strict=True):
            self.panel_agrees(title, panel, seen["names"], lines[title])

    def line_agrees(self, explorer, places: list[int]) -> None:
        """The line of code says what the sliders say, where there is one."""
        shown = explorer.locator("pre.line").all_inner_texts()
        if shown != [line for line in [self.line(places)] if line]:
            self.fail(f"line of code {shown}, not {self.line(places)!r}")

    def line(self, places: list[int]) -> str:
        """The line of code for some places of the sliders, "" for none."""
        names = signature(self.module.explore).parameters
        codes = map(repr, self.chosen(places))
        fields = dict(zip(names, codes, strict=True))
        return getattr(self.module, "LINE", "").format(**fields)

    def panel_agrees(self, title, panel, names, lines) -> None:
        """The words of one panel, and each line by its ticks."""
        options = self.module.PANELS[title]
        label = options.get("xlabel") or getattr(self.module, "X_LABEL", "")
        words = [word for word in panel["words"] if number(word) is None]
        if sorted(words) != sorted([title, label]):
            self.fail(f"panel {title!r} has the words {words}")
        axes = [axis(*each) for each in panel["axes"]]
        across, up = (scale for scale, *_ in axes)
        if not across > 0 > up:  # pixels are counted downwards
            self.fail(f"panel {title!r}: its ticks do not count evenly up")
        drawn = {names.get(look): points for look, points in panel["lines"]}
        if drawn.keys() != lines.keys():
            self.fail(f"panel {title!r} shows {[*drawn]}, not {[*lines]}")
        for name, points in drawn.items():
            for letter, (scale, start, span), pixels, values in zip(
                "xy", axes, zip(*points, strict=True), lines[name], strict=True
            ):
                came = scale * np.array(pixels) + start
                wanted = np.asarray(values, float)
                far = np.abs(came - wanted) > 1e-3 + 5e-4 * span
                if far.any():
                    at = int(far.argmax())
                    self.fail(
                        f"panel {title!r}, line {name!r}: {letter} of point "
                        f"{at} is drawn at {came[at]:.3f} by the ticks, and "
                        f"returned is {wanted[at]:.3f}"
                    )


def axis(words, rules) -> tuple[float, float, float]:
    """Value over pixel, value at pixel 0, and the span, by the ticks shown.

    All are 0 where the ticks are not even, or do not stand at their rules.
    """
    ticks = [(at, number(text)) for text, at in words]
    ticks = sorted(tick for tick in ticks if tick[1] is not None)
    rules = np.sort(rules)
    if len(rules) != len(ticks):
        return 0, 0, 0
    beside, values = np.array(ticks).T
    scale, start = np.polyfit(rules, values, 1)
    span = float(np.ptp(values))
    even = np.abs(scale * rules + start - values) < 1e-3 * span
    near = np.abs(beside - rules) < 4
    return (scale, start, span) if (even & near).all() else (0, 0, 0)


def shown(explorer) -> list[list[str]]:
    """The table of values: its head, and a row a line, its name first."""
    return [
        [cell.inner_text() for cell in row.locator("th, td").all()]
        for row in explorer.locator("tr").all()
    ]


def formatted(value) -> str:
    return f"{float(value):z.3f}".replace("-", "−")


@pytest.mark.parametrize(("name", "where"), EXPLORERS.items())
def test_it_shows_what_the_snippet_returns(page, name, where):
    page.emulate_media(reduced_motion="reduce")
    explorer = opened(page, name, where)
    assert not explorer.locator("img:visible").count(), "a figure beside it"
    snippet = Snippet(name)
    snippet.agrees(explorer)
    for slider in explorer.locator("input").all():
        drawn = {}
        for key in ("End", "ArrowLeft", "Home"):
            slider.press(key)
            snippet.agrees(explorer)
            drawn[explorer.locator(".panels").inner_html()] = slider
        assert slider.input_value() == "0"
        places = int(slider.get_attribute("max")) + 1
        assert len(drawn) == min(3, places), "a slider that moves nothing"


@FEW
@pytest.mark.parametrize("page", [PLAIN], indirect=True)
def test_without_javascript_a_still_picture_stands(page, name, where):
    page.goto(where)
    explorer = page.locator(f"loss-explorer[data-name={name}]")
    alone = "alone" in (explorer.get_attribute("class") or "")
    picture = explorer.locator(".panel" if alone else "img").first
    assert picture.is_visible()
    assert picture.bounding_box()["height"] > 100
    assert explorer.locator(".live").is_visible() == alone
    assert not explorer.locator("input, button").first.is_visible()
    if alone:
        # What stands there is what the sliders say, which are not seen.
        snippet = Snippet(name)
        values = explorer.locator("input").evaluate_all(
            "inputs => inputs.map((each) => +each.value)"
        )
        snippet.line_agrees(explorer, values)
        assert len(explorer.locator(".panel path").all()) > 2


@FEW
@pytest.mark.parametrize("page", [PHONE, DESKTOP], indirect=True)
def test_nothing_moves_when_it_comes_to_life(page, name, where):
    explorer = opened(page, name, where)
    for slider in explorer.locator("input").all():
        slider.press("End")
    assert page.evaluate(SHIFT) < 0.01
    assert explorer.evaluate("e => e.scrollWidth - e.clientWidth") <= 0


def test_a_pointer_moves_the_marker(page):
    explorer = opened(page, "focal_loss", EXPLORERS["focal_loss"])
    marker = explorer.locator("input").last
    panel = explorer.locator(".panel").first
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


@pytest.mark.parametrize(("name", "where"), EXPLORERS.items())
def test_presets_and_reset_set_the_sliders(page, name, where):
    explorer = opened(page, name, where)
    snippet = Snippet(name)
    start = positions(explorer)
    for preset, chosen in snippet.module.PRESETS.items():
        before = positions(explorer)
        button = explorer.get_by_role("button", name=preset, exact=True)
        button.click()
        wanted = [
            list(values).index(chosen[label]) if label in chosen else at
            for (label, values), at in zip(
                snippet.sliders.items(), before, strict=True
            )
        ]
        if positions(explorer) != wanted:
            snippet.fail(f"{preset!r} sets {positions(explorer)}, not {wanted}")
        assert button.get_attribute("aria-pressed") == "true", preset
        snippet.agrees(explorer)
    for slider in explorer.locator("input").all():
        slider.press("End")
    explorer.get_by_role("button", name="reset").click()
    if positions(explorer) != start:
        snippet.fail(f"reset sets {positions(explorer)}, not {start}")
    snippet.agrees(explorer)


@pytest.mark.parametrize(("name", "where"), EXPLORERS.items())
def test_the_address_leads_back_to_the_same_picture(page, name, where):
    explorer = opened(page, name, where)
    snippet = Snippet(name)
    start = positions(explorer)
    for slider in explorer.locator("input").all():
        slider.press("Home")
    page.wait_for_timeout(400)  # until it is written
    assert page.url.endswith(f"#explorer-{name}")
    left, address = positions(explorer), page.url

    page.goto("about:blank")
    visit(page, address)
    explorer.locator("css=:scope[ready]").wait_for()
    if positions(explorer) != left:
        snippet.fail(f"{address} leads to {positions(explorer)}, not {left}")
    snippet.agrees(explorer)
    assert 0 <= explorer.bounding_box()["y"] < 200, "it is not in sight"
    explorer.get_by_role("button", name="reset").click()
    page.wait_for_url(lambda url: "?" not in url)
    assert positions(explorer) == start


def test_an_address_that_says_nothing_is_not_followed(page):
    where = EXPLORERS["focal_loss"]
    opened(page, "focal_loss", where)
    start = positions(page.locator("loss-explorer"))
    wrong = "?focal_loss.gamma=2.1&focal_loss.alpha=x&other.gamma=5"
    visit(page, f"{where}{wrong}#explorer-focal_loss")
    page.locator("loss-explorer[ready]").wait_for()
    assert positions(page.locator("loss-explorer")) == start


def go_on(page, address: str, where: str) -> None:
    """Open a page, and go to the next one without loading it anew."""
    locations = "".join(
        f"<url><loc>{address}{each}</loc></url>" for each in ADDRESSES
    )
    # As mkdocs writes it where SITE_URL is set.
    page.route(
        "**/sitemap.xml",
        lambda route: route.fulfill(
            body=f"<urlset>{locations}</urlset>", content_type="text/xml"
        ),
    )
    visit(page, where)
    page.evaluate("window.kept = true")
    page.get_by_role("link", name="Next").click()


def test_instant_navigation_brings_all_to_life_and_back(page, address):
    """A moved slider is no step of its own."""
    go_on(page, address, "classification/distillation/")
    page.wait_for_url("**/focal-loss/")
    explorer = alive(page.locator("loss-explorer"))
    equation = page.locator(".math.equation > svg:visible").first
    assert equation.bounding_box()["width"] > 100
    assert page.locator("article button[data-clipboard-target]").count()
    steps = page.evaluate("history.length")
    slider = explorer.locator("input").first
    for _ in range(3):
        slider.press("ArrowRight")
        page.wait_for_timeout(250)
    assert parse_qs(urlsplit(page.url).query) == {"focal_loss.gamma": ["3.5"]}
    assert page.evaluate("history.length") == steps
    left = positions(explorer)

    page.go_back()
    page.wait_for_url("**/distillation/")
    page.get_by_role(
        "heading", name="Distillation and soft targets", level=1
    ).wait_for()
    page.go_forward()
    page.wait_for_url("**/focal-loss/?focal_loss.gamma=3.5*")
    explorer = alive(page.locator("loss-explorer"))
    assert page.evaluate("window.kept"), "the page was loaded anew"
    assert positions(explorer) == left


def test_back_on_the_page_itself_restores_the_picture(page):
    explorer = opened(page, "focal_loss", EXPLORERS["focal_loss"])
    slider = explorer.locator("input").first
    slider.press("Home")
    page.wait_for_url("**gamma=0#explorer-focal_loss")
    page.evaluate("location.hash = 'derivation'")
    page.wait_for_timeout(500)  # Material shows the page anew
    alive(page.locator("loss-explorer"))
    assert slider.input_value() == "0"
    slider.press("End")
    page.wait_for_url("**gamma=5#explorer-focal_loss")
    page.go_back()
    page.wait_for_url("**gamma=0#explorer-focal_loss")
    assert slider.input_value() == "0"
    assert explorer.locator("output").first.inner_text() == "0"


def test_a_slider_that_was_moved_early_stays(page):
    page.route(
        "**/explorers/focal_loss.*.js",
        lambda route: (page.wait_for_timeout(500), route.continue_()),
    )
    page.goto(EXPLORERS["focal_loss"])
    explorer = page.locator("loss-explorer")
    explorer.locator("input").first.press("End")
    assert explorer.get_attribute("ready") is None
    explorer.locator("css=:scope[ready]").wait_for()
    Snippet("focal_loss").agrees(explorer)
    assert explorer.locator("input").first.input_value() == "10"


@pytest.mark.parametrize("name", ["focal_loss", "focal_loss_at_a_glance"])
def test_the_line_of_code_that_is_shown_is_copied(page, name):
    explorer = opened(page, name, EXPLORERS[name])
    snippet = Snippet(name)
    for key in ("End", "Home"):
        explorer.locator("input").first.press(key)
        explorer.get_by_title("Copy to clipboard").click()
        page.get_by_text("Copied to clipboard").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()").strip()
        if copied != snippet.line(positions(explorer)):
            snippet.fail(f"copied is {copied!r}")


@FEW
def test_nothing_is_selected_by_a_drag(page, name, where):
    explorer = opened(page, name, where)
    for start in ("text.across", "label", "input", "output"):
        explorer.locator(start).first.hover(force=True)
        page.mouse.down()
        page.mouse.move(900, 880, steps=8)
        selected = page.evaluate("getSelection().toString()")
        page.mouse.up()
        rules = place(DOCS / "assets" / "explorer.css", "/* What is drag")
        assert not selected, (
            f"{rules}: /{where}: a drag from {start} selects {selected[:60]!r}"
        )


@pytest.mark.parametrize(("name", "where"), EXPLORERS.items())
@pytest.mark.parametrize(
    "page", [PHONE | {"has_touch": True, "is_mobile": True}], indirect=True
)
def test_on_a_phone_it_is_seen_while_a_finger_moves_a_slider(page, name, where):
    explorer = opened(page, name, where)
    height = explorer.locator(".live").bounding_box()["height"]
    assert height <= HEIGHT, f"/{where}: {name} is {height:.0f} px high"
    small = explorer.evaluate(
        "e => Math.min(...[...e.querySelectorAll('.live *')].filter("
        "(each) => each.textContent.trim()).map("
        "(each) => parseFloat(getComputedStyle(each).fontSize)))"
    )
    assert small >= LETTER, f"/{where}: {name} has words of {small} px"
    slider = explorer.locator("input").first
    start, before = slider.input_value(), shown(explorer)
    # To the end that it is not at.
    part = 0.97 if int(start) == 0 else 0.03
    width = slider.bounding_box()["width"]
    slider.tap(position={"x": part * width, "y": 5})
    assert slider.input_value() != start
    assert shown(explorer) != before


@pytest.mark.parametrize("script", sorted(SCRIPTS.glob("*.py")))
def test_its_data_are_small(site, script):
    (data,) = (site / "assets" / "explorers").glob(f"{script.stem}.*.js")
    size = len(gzip.compress(data.read_bytes(), mtime=0))
    assert size < 60_000, f"{script.relative_to(ROOT)}: {size} bytes"
