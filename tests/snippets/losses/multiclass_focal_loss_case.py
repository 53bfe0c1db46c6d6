import torch

from tests.snippets.case import (
    CLASSES,
    MULTICLASS,
    NOT_FINITE_AT_LEAST_0,
    WEIGHTS,
    LossCase,
    ignore_index,
)
from tests.snippets.exact import mp, power, softmax
from tests.snippets.invariances import (
    SHIFT_OF_THE_SCORES,
    permutation_of_the_classes,
)


def weight(q, y, gamma, alpha):
    return (1 if alpha is None else mp.mpf(alpha[y].item())) * power(q, gamma)


def oracle(logits, y, gamma, alpha, ignore_index):
    if y == ignore_index:
        return mp.zero
    _, q, log_p, _ = softmax(logits, y)
    return -weight(q, y, gamma, alpha) * log_p


def gradient(logits, y, gamma, alpha, ignore_index):
    if y == ignore_index:
        return [mp.zero] * len(logits)
    p, q, log_p, shares = softmax(logits, y)
    slope = weight(q, y, gamma, alpha) * (mp.mpf(gamma) * p * log_p - q)
    slopes = [-slope * share for share in shares]
    slopes[y] = slope
    return slopes


def weights(tensors, values, options):
    """Of the samples' own classes, as in F.cross_entropy."""
    target, alpha = tensors[-1], options["alpha"]
    kept = target != options["ignore_index"]
    weight = torch.ones_like(values)
    if alpha is not None:
        weight = alpha.to(values.dtype)[target.where(kept, 0)]
    return weight.where(kept, 0)


case = LossCase(
    inputs=MULTICLASS,
    oracle=oracle,
    gradient=gradient,
    good={
        "gamma": (0.0, 0.5, 1.0, 2.0, 5.0),
        "alpha": (None, WEIGHTS),
        "ignore_index": (-100, 1),
    },
    bad={
        "gamma": NOT_FINITE_AT_LEAST_0,
        "alpha": (0.25, torch.ones(CLASSES + 1)),
        "ignore_index": (),
    },
    between={"gamma": (0.0, 8.0)},
    invariances=(SHIFT_OF_THE_SCORES, permutation_of_the_classes("alpha")),
    weights=weights,
    ignore=ignore_index,
    unbatched=True,
    # logsumexp differentiates what was ignored: 0 times nan is nan.
    hides_ignored_nan=False,
)
