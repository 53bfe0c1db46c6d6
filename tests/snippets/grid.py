"""How much of each grid is tried: a fixed sample, or all of it with FULL=1.

A sample is the same one each time. That of a grid has every value of every axis
in it; that of things, of pages say, is spread over all of them.
"""

import itertools
import math
import os
from collections.abc import Mapping, Sequence

Axes = Mapping[str, Sequence]
FULL = os.environ.get("FULL", "") not in ("", "0")
EXAMPLES = 150 if FULL else 40  # random points of one test


def some(things: Sequence, count: int) -> list:
    """So many of the things; what holds for one mostly holds for all."""
    if FULL or len(things) <= count:
        return list(things)
    return [things[at * len(things) // count] for at in range(count)]


def product(axes: Axes) -> list[dict]:
    """Every choice of one value an axis."""
    return [
        dict(zip(axes, values, strict=True))
        for values in itertools.product(*axes.values())
    ]


def one_moved(axes: Axes) -> list[dict]:
    """Each value beside the first ones of the other axes."""
    first = {name: values[0] for name, values in axes.items()}
    moved = [
        first | {name: value}
        for name, values in axes.items()
        for value in values[1:]
    ]
    return [first, *moved]


def diagonal(axes: Axes) -> list[dict]:
    """All axes move at once: no more choices than the longest has values."""
    longest = max(map(len, axes.values()), default=1)
    return [
        {name: values[at % len(values)] for name, values in axes.items()}
        for at in range(longest)
    ]


def choices(axes: Axes) -> list[dict]:
    """What a grid is tried with."""
    return product(axes) if FULL else one_moved(axes) + diagonal(axes)[1:]


def few(axes: Axes) -> list[dict]:
    """What a property is tried with that takes long for each choice."""
    return product(axes) if FULL else diagonal(axes)


def share(points: int, choice: int, choices: int) -> range:
    """The points that the choice of this number is tried at.

    All of them, or of more than a hundred every so many, dealt out to the
    choices: each point is tried with some choice. What steps over them has no
    divisor in common with their number: no choice misses a value of an axis.
    """
    most = 1 if FULL else max(1, min(choices, 7, points // 100))
    step = max(n for n in range(1, most + 1) if math.gcd(n, points) == 1)
    return range(choice % step, points, step)
