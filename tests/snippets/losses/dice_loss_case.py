import math

from tests.snippets.case import (
    NOT_FINITE_AT_LEAST_0,
    SAMPLE,
    LossCase,
    ignore_index,
)
from tests.snippets.exact import mp
from tests.snippets.losses.masks import (
    BAD_OPTIONS,
    LABELS,
    OPTIONS,
    ORDER,
    TWICE,
    cases_of,
    oracles,
    softmaxed,
)


def area(pixels, smooth, power):
    power = int(power)
    return mp.fsum(x.n * (x.p**power + x.y**power) for x in pixels) + mp.mpf(
        float(smooth)
    )


def value(pixels, smooth, power):
    size = area(pixels, smooth, power)
    both = mp.fsum(x.n * x.p * x.y for x in pixels)
    loss = 1 - (2 * both + mp.mpf(float(smooth))) / size
    if power == 1:
        return [loss]
    # A square of a difference: as exact as what is taken from each other.
    apart = mp.fsum(
        2 * x.n * (1 - x.y) * x.p * x.y * x.q / size for x in pixels
    )
    return [loss + apart, -apart]


def slopes(pixels, smooth, power):
    """By p: of what is wrong of the size, and of the size."""
    size = area(pixels, smooth, power)
    if power == 1:
        wrong = mp.fsum(x.n * (x.p * (1 - x.y) + x.q * x.y) for x in pixels)
        return [
            [x.n * (1 - 2 * x.y) / size, -x.n * wrong / size**2] for x in pixels
        ]
    wrong = mp.fsum(x.n * (x.p - x.y) ** 2 for x in pixels)
    return [
        [
            2 * x.n * x.p * (1 - x.y) / size,
            -2 * x.n * x.q * x.y / size,
            -2 * x.n * x.p * wrong / size**2,
        ]
        for x in pixels
    ]


of = oracles(value, slopes)
labels = LossCase(
    inputs=LABELS,
    oracle=of["labels"][0],
    gradient=of["labels"][1],
    value_of=SAMPLE,
    depends_on=SAMPLE,
    good={
        "smooth": (1.0, 0.0, 1e-5),
        "power": (1, 2),
        "over": ("sample",),
        **OPTIONS,
    },
    bad={
        "smooth": NOT_FINITE_AT_LEAST_0,
        "power": (0, 3, 1.5, math.nan),
        **BAD_OPTIONS,
    },
    between={"smooth": (0.0, 8.0)},
    invariances=(ORDER, TWICE),
    ignore=ignore_index,
    cancels="terms of unlike sign cancel in the gradient",
)
cases = cases_of(labels, softmaxed(labels, *of["classes"]))
