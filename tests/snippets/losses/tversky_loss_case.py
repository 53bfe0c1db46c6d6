import math

from tests.snippets.case import (
    NOT_FINITE_AT_LEAST_0,
    SAMPLE,
    LossCase,
    ignore_index,
)
from tests.snippets.exact import mp, power
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


def sums(pixels, alpha, beta, smooth):
    """What both masks have, and what is wrong, with the weights."""
    both = mp.fsum(x.n * x.p * x.y for x in pixels) + mp.mpf(float(smooth))
    wrong = mp.fsum(
        x.n * (alpha * x.p * (1 - x.y) + beta * x.q * x.y) for x in pixels
    )
    return both, wrong


def value(pixels, alpha, beta, gamma, smooth):
    alpha, beta = mp.mpf(float(alpha)), mp.mpf(float(beta))
    both, wrong = sums(pixels, alpha, beta, smooth)
    return [power(1 - both / (both + wrong), float(gamma))]


def slopes(pixels, alpha, beta, gamma, smooth):
    """By p: of what is wrong, at a false pixel and at a missed one."""
    alpha, beta = mp.mpf(float(alpha)), mp.mpf(float(beta))
    gamma = mp.mpf(float(gamma))
    both, wrong = sums(pixels, alpha, beta, smooth)
    outer = gamma * (wrong / (both + wrong)) ** (gamma - 1)
    outer /= (both + wrong) ** 2
    return [
        [
            outer * x.n * alpha * (1 - x.y) * both,
            -outer * x.n * beta * x.y * both,
            -outer * x.n * x.y * wrong,
        ]
        for x in pixels
    ]


of = oracles(value, slopes)
WEIGHT = (0.0, -1.0, math.inf, math.nan)
labels = LossCase(
    inputs=LABELS,
    oracle=of["labels"][0],
    gradient=of["labels"][1],
    value_of=SAMPLE,
    depends_on=SAMPLE,
    good={
        "alpha": (0.3, 1.0, 0.5),
        "beta": (0.7, 1.0, 0.5),
        "gamma": (1.0, 0.5, 0.75, 2.0),
        "smooth": (1.0, 0.0, 1e-5),
        "over": ("sample",),
        **OPTIONS,
    },
    bad={
        "alpha": WEIGHT,
        "beta": WEIGHT,
        "gamma": WEIGHT,
        "smooth": NOT_FINITE_AT_LEAST_0,
        **BAD_OPTIONS,
    },
    between={
        "alpha": (0.1, 2.0),
        "beta": (0.1, 2.0),
        "gamma": (0.3, 3.0),
        "smooth": (0.0, 8.0),
    },
    invariances=(ORDER, TWICE),
    ignore=ignore_index,
    cancels="terms of unlike sign cancel in the gradient",
)
cases = cases_of(labels, softmaxed(labels, *of["classes"]))
