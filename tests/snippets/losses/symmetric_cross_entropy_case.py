import math

from tests.snippets.case import (
    BAD_CLASS_OPTIONS,
    CLASS_OPTIONS,
    MULTICLASS,
    NOT_FINITE_AT_LEAST_0,
    LossCase,
    class_weights,
    ignore_index,
)
from tests.snippets.exact import log_above, mp, softmax
from tests.snippets.invariances import (
    SHIFT_OF_THE_SCORES,
    permutation_of_the_classes,
)


def of_class(y, weight):
    return 1 if weight is None else mp.mpf(weight[y].item())


def oracle(logits, y, alpha, beta, floor, weight, ignore_index):
    if y == ignore_index:
        return mp.zero
    _, q, log_p, _ = softmax(logits, y)
    # Of the labels' logs only that of the others, log(floor), is not 0.
    reverse = -mp.mpf(beta) * log_above(mp.zero, mp.mpf(floor))
    w = of_class(y, weight)
    return [-w * mp.mpf(alpha) * log_p, w * reverse * q]


def gradient(logits, y, alpha, beta, floor, weight, ignore_index):
    if y == ignore_index:
        return [mp.zero] * len(logits)
    p, q, _, shares = softmax(logits, y)
    reverse = -mp.mpf(beta) * log_above(mp.zero, mp.mpf(floor))
    slope = -of_class(y, weight) * (mp.mpf(alpha) + reverse * p) * q
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
        **CLASS_OPTIONS,
    },
    bad={
        "alpha": NOT_FINITE_AT_LEAST_0,
        "beta": NOT_FINITE_AT_LEAST_0,
        "floor": (0.0, 1.0, math.nan),
        **BAD_CLASS_OPTIONS,
    },
    invariances=(SHIFT_OF_THE_SCORES, permutation_of_the_classes("weight")),
    weights=class_weights,
    ignore=ignore_index,
    unbatched=True,
)
