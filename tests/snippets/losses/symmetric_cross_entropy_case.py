import math

from tests.snippets.case import MULTICLASS, NOT_AT_LEAST_0, LossCase
from tests.snippets.exact import log_above, mp, softmax
from tests.snippets.invariances import (
    SHIFT_OF_THE_SCORES,
    permutation_of_the_classes,
)


def oracle(logits, y, alpha, beta, floor):
    _, q, log_p, _ = softmax(logits, y)
    # Of the labels' logs only that of the others, log(floor), is not 0.
    reverse = -mp.mpf(beta) * log_above(mp.zero, mp.mpf(floor))
    return [-mp.mpf(alpha) * log_p, reverse * q]


def gradient(logits, y, alpha, beta, floor):
    p, q, _, shares = softmax(logits, y)
    reverse = -mp.mpf(beta) * log_above(mp.zero, mp.mpf(floor))
    slope = -(mp.mpf(alpha) + reverse * p) * q
    slopes = [-slope * share for share in shares]
    slopes[y] = slope
    return slopes


case = LossCase(
    inputs=MULTICLASS,
    oracle=oracle,
    gradient=gradient,
    good={
        "alpha": (1.0, 0.0, 0.1),
        "beta": (1.0, 0.0, 5.0),
        "floor": (1e-4, 1e-2),
    },
    bad={
        "alpha": NOT_AT_LEAST_0,
        "beta": NOT_AT_LEAST_0,
        "floor": (0.0, 1.0, math.nan),
    },
    invariances=(SHIFT_OF_THE_SCORES, permutation_of_the_classes()),
    returns_float32=False,
    mean_of_nothing=math.nan,
)
