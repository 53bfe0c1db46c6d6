"""Equations of docs/regularization/dropout.md."""

import itertools
import math
import re

import numpy as np
import torch
from torch.nn import functional as F

from lossbook.paths import SNIPPETS
from lossbook.result_files import EVIDENCE, recorded
from lossbook.sources import read
from snippets.figures import dropout_curve
from snippets.relations import dropout_is_an_l2_penalty
from tests.docs.binding import Page, index, moderate, unit, whole

page = Page("regularization/dropout")


def dropped(x, p):
    """What PyTorch's dropout makes of x, always with the same mask."""
    torch.manual_seed(0)
    return F.dropout(x, p=float(p), training=True)


def mask(x, p):
    """The mask that it drew."""
    return (dropped(torch.ones_like(x), p) != 0).double()


def masks(p, d):
    """Every mask and its probability."""
    for kept in itertools.product((0, 1), repeat=int(d)):
        dropped_out = d - sum(kept)
        yield p**dropped_out * (1 - p) ** sum(kept), {"m": np.array(kept)}


inputs = {"d": whole(2, 4), "x": moderate.over("d"), "p": unit}
scaled = {"x_hat_j": r"\frac{m_j x_j}{1 - p}"}

page.bind("eq:dropout", **inputs, j=index("d"), m=mask, x_hat=dropped)
page.bind("eq:expectation", **inputs, j=index("d"), outcomes=masks, **scaled)
page.bind("eq:variance", **inputs, j=index("d"), outcomes=masks, **scaled)
page.bind(
    "eq:penalty",
    **inputs,
    outcomes=masks,
    w=moderate.over("d"),
    y=moderate,
    y_hat=r"\sum_{j=1}^{d} w_j \hat{x}_j",
    **scaled,
)
page.bind(
    r"$\hat{y} = \sum_j w_j \hat{x}_j$",
    {"j": "d"},
    d=whole(2, 4),
    w=moderate.over("d"),
    x_hat=moderate.over("d"),
    y_hat=lambda w, x_hat: F.linear(x_hat, w),
)

trained = {
    each["name"]: each["scores"]["cross-entropy"]
    for each in recorded(EVIDENCE)["rows"]["overfitting"]["contenders"]
}


def ahead(one, other):
    """In how many splits one contender has the lower cross-entropy."""
    pairs = zip(trained[one], trained[other], strict=True)
    return sum(mine < its for mine, its in pairs)


page.number("in 8 of 8", equals=ahead("dropout", "nothing"))
page.number("further in 8", equals=ahead("L2 penalty", "dropout"))
page.number("Transformer has 0.1", because="what the paper says")
page.number("Start with 0.5", because="what the paper says")
RINGS = read(SNIPPETS / "figures" / "dropout_curve.py")
rate = float(re.search(r"F\.dropout\(x, p=(.+)\)", RINGS)[1])
ones = torch.ones(1000, dtype=torch.float64)
page.number("the others are doubled", equals=dropped(ones, rate).max().item())
page.number("dropout of a half", equals=rate)
page.number(
    "at one half and grows",
    equals=next(
        p
        for p in (0.1, 0.3, 0.5, 0.7, 0.9)
        if math.isclose(
            sum(a * (m["m"][0] / (1 - p) - 1) ** 2 for a, m in masks(p, 1)), 1
        )
    ),
)
SMOOTH = read(SNIPPETS / "pitfalls" / "dropout_after_convolutions.py")
side = int(re.search(r"whole = .*kernel_size=(\d+)", SMOOTH)[1])
page.number("looks at 4", equals=side)
page.number("by 4 elements", equals=side)
page.number("a tenth or two", because="0.17 in the run below")
page.number("predicts one half and costs", equals=math.exp(-math.log(2)))
page.number("left by a hundred", equals=dropped(ones, 0.99).max().item())
page.number("For four inputs", equals=len(dropout_is_an_l2_penalty.w))
page.number("Ten activations", equals=len(dropout_curve.activations()))
# Of the run that a wide layer learns by heart, its inputs and its target.
NOISY = read(SNIPPETS / "pitfalls" / "wide_layer_learns_the_noise.py")
(PRODUCT,) = re.findall(r"y = (.+) \+ torch", NOISY)
page.number("product of two", equals=len(PRODUCT.split(" * ")))
page.number(
    "the five inputs", equals=int(re.search(r"Linear\((\d+)", NOISY)[1])
)
# The first of its rates that drops any.
DROPPED = (float(p) for p in re.findall(r"#> p=(\S+),", NOISY))
page.number("half of the units", equals=next(filter(None, DROPPED)))
DROPS = read(SNIPPETS / "relations" / "which_dropout_drops_what.py")
page.number(
    "the variance at one half", equals=float(re.search(r"\np = (.+)", DROPS)[1])
)
