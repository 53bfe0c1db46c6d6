from tests.snippets.case import (
    BAD_CLASS_OPTIONS,
    CLASS_OPTIONS,
    MULTICLASS,
    NOT_FINITE_AT_LEAST_0,
    LossCase,
    class_weights,
    ignore_index,
)
from tests.snippets.exact import mp, power, softmax
from tests.snippets.invariances import (
    SHIFT_OF_THE_SCORES,
    permutation_of_the_classes,
)


def weighed(q, y, gamma, weight):
    of_class = 1 if weight is None else mp.mpf(weight[y].item())
    return of_class * power(q, gamma)


def oracle(logits, y, gamma, weight, ignore_index):
    if y == ignore_index:
        return mp.zero
    _, q, log_p, _ = softmax(logits, y)
    return -weighed(q, y, gamma, weight) * log_p


def gradient(logits, y, gamma, weight, ignore_index):
    if y == ignore_index:
        return [mp.zero] * len(logits)
    p, q, log_p, shares = softmax(logits, y)
    slope = weighed(q, y, gamma, weight) * (mp.mpf(gamma) * p * log_p - q)
    slopes = [-slope * share for share in shares]
    slopes[y] = slope
    return slopes


case = LossCase(
    inputs=MULTICLASS,
    oracle=oracle,
    gradient=gradient,
    good={
        "gamma": (0.0, 0.5, 1.0, 2.0, 5.0),
        **CLASS_OPTIONS,
    },
    bad={
        "gamma": NOT_FINITE_AT_LEAST_0,
        **BAD_CLASS_OPTIONS,
    },
    between={"gamma": (0.0, 8.0)},
    invariances=(SHIFT_OF_THE_SCORES, permutation_of_the_classes("weight")),
    weights=class_weights,
    ignore=ignore_index,
    unbatched=True,
)
