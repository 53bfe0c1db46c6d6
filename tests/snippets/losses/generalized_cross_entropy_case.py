import math

from tests.snippets.case import (
    BAD_CLASS_OPTIONS,
    CLASS_OPTIONS,
    MULTICLASS,
    LossCase,
    class_weights,
    ignore_index,
)
from tests.snippets.exact import mp, softmax
from tests.snippets.invariances import (
    SHIFT_OF_THE_SCORES,
    permutation_of_the_classes,
)


def of_class(y, weight):
    return 1 if weight is None else mp.mpf(weight[y].item())


def oracle(logits, y, q, weight, ignore_index):
    if y == ignore_index:
        return mp.zero
    _, _, log_p, _ = softmax(logits, y)
    exponent = mp.mpf(q)
    return -of_class(y, weight) * mp.expm1(exponent * log_p) / exponent


def gradient(logits, y, q, weight, ignore_index):
    if y == ignore_index:
        return [mp.zero] * len(logits)
    _, rest, log_p, shares = softmax(logits, y)
    slope = -of_class(y, weight) * mp.exp(mp.mpf(q) * log_p) * rest
    slopes = [-slope * share for share in shares]
    slopes[y] = slope
    return slopes


case = LossCase(
    inputs=MULTICLASS,
    oracle=oracle,
    gradient=gradient,
    good={"q": (0.7, 0.01, 0.3, 1.0), **CLASS_OPTIONS},
    bad={"q": (0.0, -0.5, 1.5, math.nan, "0.7"), **BAD_CLASS_OPTIONS},
    invariances=(SHIFT_OF_THE_SCORES, permutation_of_the_classes("weight")),
    weights=class_weights,
    ignore=ignore_index,
    unbatched=True,
)
