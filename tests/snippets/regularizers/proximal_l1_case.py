import torch
from torch import nn

from tests.snippets.case import NOT_FINITE_AT_LEAST_0, RegularizerCase
from tests.snippets.exact import mp


def oracle(v, threshold):
    # The minimum of (w - v)^2 / 2 + threshold |w| lies at 0, or where the
    # derivative is 0 on the side of v.
    v, threshold = mp.mpf(v), mp.mpf(threshold)
    inside = [w for w in (v - threshold, v + threshold) if w * v > 0]
    at = [mp.zero, *inside]
    best = min(at, key=lambda w: (w - v) ** 2 / 2 + threshold * abs(w))
    return best, mp.mpf(best != 0)


GOOD = {"threshold": (0.0, 0.5, 1.0, 50.0, 1e4)}
cases = {
    "soft_threshold": RegularizerCase(
        kind="step",
        oracle=oracle,
        good=GOOD,
        bad={
            "tensor": (torch.ones(2, dtype=torch.int64),),
            "threshold": NOT_FINITE_AT_LEAST_0,
        },
    ),
    "proximal_l1_": RegularizerCase(
        kind="step",
        oracle=oracle,
        good=GOOD,
        bad={
            "parameters": (nn.Linear(4, 3),),
            "threshold": NOT_FINITE_AT_LEAST_0,
        },
    ),
}
