"""Draws the panels of an explorer where its sliders stand at first.

So there is a picture before assets/explorer.js runs, and without it. Ticks and
words are placed in percent, and keep their size however large the panel is. The
lines lie in a drawing of their own, in the units of the data, stretched to it.
"""

import math
from functools import reduce
from xml.etree.ElementTree import Element, SubElement

from lossbook.generate import palette

TICKS = 8  # at most
ALL = "100%"


def draw(parent: Element, panel: dict, data: dict) -> list[str]:
    """Draw a panel; return what each line comes to at the marker."""
    (left, right), (low, high) = panel["xlim"], panel["ylim"]
    words = f"{panel['title']}: the lines named below"
    box = {"class": "panel", "role": "img", "aria-label": words}
    if panel.get("equal"):  # a circle is a circle
        shape = (right - left) / (high - low)
        box |= {"class": "panel equal", "style": f"aspect-ratio: {shape:.4g}"}
    svg = SubElement(parent, "svg", box)
    for tick in ticks(left, right):
        x = f"{(tick - left) / (right - left):.2%}"
        SubElement(svg, "line", {"class": "rule", "x1": x, "x2": x, "y2": ALL})
        _text(svg, "across", signed(tick), x=x, y=ALL, dy="17")
    for tick in ticks(low, high):
        y = f"{(high - tick) / (high - low):.2%}"
        SubElement(svg, "line", {"class": "rule", "y1": y, "y2": y, "x2": ALL})
        _text(svg, "up", signed(tick), y=y, dx="-7", dy="4")
    SubElement(svg, "line", {"class": "frame", "y2": ALL})
    ground = {"class": "frame", "x2": ALL, "y1": ALL, "y2": ALL}
    SubElement(svg, "line", ground)
    _text(svg, "title", panel["title"], y="-12")
    _text(svg, "across", panel["xlabel"], x="50%", y=ALL, dy="36")
    return _lines(svg, panel, data)


def _lines(svg: Element, panel: dict, data: dict) -> list[str]:
    (left, right), (low, high) = panel["xlim"], panel["ylim"]
    unit = data["unit"]
    view = (left, -high, right - left, high - low)
    stretched = {
        "viewBox": " ".join(f"{side * unit:.0f}" for side in view),
        "preserveAspectRatio": "none",
    }
    inner = SubElement(svg, "svg", stretched)
    upwards = SubElement(inner, "g", {"transform": "scale(1 -1)"})
    places = [slider["start"] for slider in data["sliders"]]
    if "x" in data:
        at = places.pop()
        across = str(data["x"][at])
        ends = {"x1": across, "x2": across}
        ends |= {"y1": f"{low * unit:.0f}", "y2": f"{high * unit:.0f}"}
        SubElement(upwards, "line", {"class": "marker", **ends})
    values = []
    for kind, line in zip(
        looks(panel, data), panel["lines"].values(), strict=True
    ):
        ys = _pick(line["y"], places)
        xs = _pick(line["x"], places) if "x" in line else data["x"]
        points = [f"{x} {y}" for x, y in zip(xs, ys, strict=True)]
        path = {"class": kind, "d": "M" + "L".join(points)}
        SubElement(upwards, "path", path)
        dot = SubElement(upwards, "path", {"class": f"{kind} dot"})
        one = 0 if len(points) == 1 else None if "x" in line else at
        if one is None:
            values.append("")
            continue
        dot.set("d", f"M{points[one]}h0")
        pair = [_value(each / unit) for each in (xs[one], ys[one])]
        values.append(f"({', '.join(pair)})" if "x" in line else pair[1])
    return values


def looks(panel: dict, data: dict) -> list[str]:
    """The classes of each line: its number, and how it looks.

    It looks like its loss, by docs/assets/palette.css, the second of one loss
    thinner. What is no loss has a look by its number.
    """
    known, seen, found = palette.styles(), set(), []
    for number, label in enumerate(panel["lines"]):
        loss = palette.slug(data["losses"].get(label, label))
        look = f"lb-{loss}" if loss in known else f"other{number}"
        again = " again" if look in seen else ""
        found.append(f"line{number} {look}{again}")
        seen.add(look)
    return found


def _pick(nested: list, places: list[int]) -> list[int]:
    """A line's points where the sliders stand; one entry serves every place."""
    return reduce(
        lambda part, place: part[place if len(part) > 1 else 0], places, nested
    )


def ticks(low: float, high: float) -> list[float]:
    """At most so many round numbers of a range."""
    rough = (high - low) / (TICKS - 1)
    power = 10 ** math.floor(math.log10(rough))
    step = next(n * power for n in (1, 2, 5, 10) if n * power >= rough)
    first, last = math.ceil(low / step), math.floor(high / step)
    return [round(step * number, 6) for number in range(first, last + 1)]


def signed(number: float) -> str:
    """A number as it is read: its minus sign is one."""
    return f"{number:zg}".replace("-", "−")


def _value(number: float) -> str:
    return f"{number:z.3f}".replace("-", "−")


def _text(parent: Element, kind: str, words: str, **place: str) -> None:
    SubElement(parent, "text", {"class": kind, **place}).text = words
