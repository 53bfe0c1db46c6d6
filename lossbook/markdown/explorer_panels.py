"""Lays out the panels of an explorer where its sliders stand at first.

So there is a picture before assets/explorer.js runs, and without it. Ticks and
words are placed in percent, and keep their size however large the panel is. The
lines lie in a drawing of their own, in the units of the data, stretched to it.
"""

import math
from functools import reduce

from lossbook.generate import palette

TICKS = 8  # at most


def laid_out(panel: dict, data: dict) -> dict:
    """What explorer.html.j2 draws of a panel; what lines come to at the marker.

    An `at` is where the marker stands, if it has a slider.
    """
    (left, right), (low, high) = panel["xlim"], panel["ylim"]
    unit, places = data["unit"], [each["start"] for each in data["sliders"]]
    view = (left, -high, right - left, high - low)
    found = panel | {
        "across": [
            (f"{(tick - left) / (right - left):.2%}", signed(tick))
            for tick in ticks(left, right)
        ],
        "up": [
            (f"{(high - tick) / (high - low):.2%}", signed(tick))
            for tick in ticks(low, high)
        ],
        # A circle is a circle.
        "shape": f"{(right - left) / (high - low):.4g}",
        "view": " ".join(f"{side * unit:.0f}" for side in view),
        "ends": [f"{end * unit:.0f}" for end in (low, high)],
        "drawn": [],
    }
    if "x" in data:
        at = places.pop()
        found["at"] = data["x"][at]
    for look, (label, line) in zip(
        looks(panel, data), panel["lines"].items(), strict=True
    ):
        ys = _pick(line["y"], places)
        xs = _pick(line["x"], places) if "x" in line else data["x"]
        points = [f"{x} {y}" for x, y in zip(xs, ys, strict=True)]
        drawn = {"label": label, "look": look, "value": ""}
        drawn["path"] = "M" + "L".join(points)
        drawn["point"] = " dot" if "x" in line else ""
        one = 0 if len(points) == 1 else None if "x" in line else at
        if one is not None:
            drawn["dot"] = f"M{points[one]}h0"
            pair = [signed(each / unit, "z.3f") for each in (xs[one], ys[one])]
            drawn["value"] = f"({', '.join(pair)})" if "x" in line else pair[1]
        found["drawn"].append(drawn)
    return found


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


def signed(number: float, form: str = "zg") -> str:
    """A number as it is read: its minus sign is one."""
    return f"{number:{form}}".replace("-", "−")
