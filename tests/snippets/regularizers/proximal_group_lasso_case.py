import torch
from torch import nn

from tests.snippets.case import NOT_FINITE_AT_LEAST_0, RegularizerCase
from tests.snippets.exact import mp


def oracle(v, threshold):
    # In a vector each number is a group, and its norm the absolute value;
    # test_proximal_group_lasso.py has larger groups.
    v, threshold = mp.mpf(v), mp.mpf(threshold)
    left = mp.sqrt(v**2) - threshold
    return (v * left / abs(v), mp.one) if left > 0 else (mp.zero, mp.zero)


GOOD = {"threshold": (0.0, 0.5, 1.0, 50.0, 1e4)}
BAD = {
    "threshold": NOT_FINITE_AT_LEAST_0,
    "dim": (1, -2, 0.0, None, (0,)),  # of a vector
}
cases = {
    "group_soft_threshold": RegularizerCase(
        kind="step",
        oracle=oracle,
        good=GOOD,
        bad={"tensor": (torch.ones(2, dtype=torch.int64),), **BAD},
    ),
    "proximal_group_lasso_": RegularizerCase(
        kind="step",
        oracle=oracle,
        good=GOOD,
        bad={"parameters": (nn.Linear(4, 3),), **BAD},
    ),
}
