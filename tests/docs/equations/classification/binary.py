"""Equations of docs/classification/binary.md."""

import math
import re
from statistics import mean as average

import torch
from torch.nn import functional as F

from lossbook.paths import SNIPPETS
from lossbook.result_files import EVIDENCE, recorded
from lossbook.sources import read
from snippets.figures.binary_cross_entropy import TARGETS
from snippets.pitfalls import (
    binary_target_out_of_range,
    squared_error_of_a_probability,
)
from tests.docs.binding import (
    Page,
    bit,
    moderate,
    plus_minus,
    positive,
    real,
    unit,
)

page = Page("classification/binary")


def ell(z, y):
    return F.binary_cross_entropy_with_logits(z, y, reduction="none")


def ell_of_p(p, y):
    return F.binary_cross_entropy(p, y, reduction="none")


def squared(p, y):
    return F.mse_loss(p, y, reduction="none")


def mean(z, y):
    return F.binary_cross_entropy_with_logits(z, y)


def weighted(z, y, v, c):
    return F.binary_cross_entropy_with_logits(
        z, y, weight=v, pos_weight=c, reduction="none"
    )


def sigmoid(z):
    return torch.sigmoid(z)


def best_logit(c, s):
    """Where the expected gradient vanishes, by bisection."""
    low, high = torch.tensor(-50.0).double(), torch.tensor(50.0).double()
    one, zero = torch.ones(()).double(), torch.zeros(()).double()
    for _ in range(200):
        z = ((low + high) / 2).requires_grad_()
        loss = s * weighted(z, one, one, c) + (1 - s) * weighted(
            z, zero, one, c
        )
        (gradient,) = torch.autograd.grad(loss, z)
        z = z.detach()
        low, high = (low, z) if gradient > 0 else (z, high)
    return low


page.bind("eq:bce", z=real, y=unit, ell=ell)
page.bind("eq:sigmoid", z=real, p=sigmoid)
page.bind("eq:batch", z=real.over("N"), y=unit.over("N"), ell=ell, L=mean)
page.bind("eq:symmetric", z=moderate)
page.bind("eq:negative", z=moderate)
page.bind("eq:positive", z=real)
page.bind("eq:merged", z=real, y=unit, ell=ell)
page.bind("eq:softplus", z=real)
page.bind("eq:stable", z=real, y=unit, ell=ell)
page.bind(
    "eq:likelihood",
    p=unit.over("N"),
    y=bit.over("N"),
    L=lambda p, y: F.binary_cross_entropy(p, y.double()),
)
page.bind("eq:gradient", z=real, y=unit, ell=ell, p=sigmoid)
page.bind("eq:gradient-steps", z=real, y=unit, ell=ell)
page.bind("$Q = (p - y)^2$", p=unit, y=unit, Q=squared)
page.bind(
    "eq:squared-gradient",
    z=moderate,
    y=unit,
    p=r"\sigma(z)",
    Q=lambda z, y: squared(torch.sigmoid(z), y),
)
page.bind("eq:slope", z=real, p=sigmoid)
page.bind("eq:soft", y=unit, z_0=r"\log(y / (1 - y))", ell=ell)
page.bind("eq:clamped", p=unit, y=unit, BCE=ell_of_p)
page.bind("eq:chain", z=moderate, p=r"\sigma(z)", y=unit, ell=ell_of_p)
page.bind(
    "eq:weighted", z=moderate, y=unit, v=positive, c=positive, ell_c=weighted
)
page.bind(
    "eq:weighted-gradient",
    z=real,
    y=unit,
    v=positive,
    c=positive,
    ell_c=weighted,
)
page.bind("eq:shift", s=unit, c=positive, z_0=best_logit)
page.bind("eq:shift-steps", s=unit, c=positive, z_0=best_logit)
page.bind(
    r"$p > \frac{1}{1 + c}$",
    iff=r"z + \log c > 0",
    z=moderate,
    c=positive,
    p=sigmoid,
)
page.bind(
    "eq:multi-label",
    z=real.over("N", "K"),
    y=unit.over("N", "K"),
    ell=ell,
    L=mean,
)
page.bind("eq:floor")
page.bind(
    "$p = y$",
    iff=r"\frac{\partial \ell}{\partial z} = 0",
    z=moderate,
    y=unit,
    p=r"\sigma(z)",
    ell=ell,
)
page.bind("$y = -1$", y=plus_minus)
page.number("near −1 or", because="the limit of the gradient")
page.number("three sigmoid curves", equals=len(TARGETS))
page.number(r"at least $\log 2$", equals=1 + math.exp(0))
page.number("one sample in a hundred", because="an example")


ROWS = recorded(EVIDENCE)["rows"]


def recorded_score(row, contender, score):
    """The mean over the seeds."""
    contenders = ROWS[row]["contenders"]
    scores = {each["name"]: each["scores"] for each in contenders}
    return average(scores[contender][score])


plain, noise = "binary cross-entropy", "binary_noise"
AUC, TUNED = "AUC", "F1, threshold tuned"
for words, number in {
    "an AUC of 0.977,": ("imbalance", plain, AUC),
    "0.976 and": ("imbalance", "`pos_weight`", AUC),
    "and 0.977, and": ("imbalance", "focal loss", AUC),
    "an F1 of 0.550,": ("imbalance", plain, TUNED),
    "0.561 and": ("imbalance", "`pos_weight`", TUNED),
    "and 0.556.": ("imbalance", "focal loss", TUNED),
    "from 0.685": (noise, f"{plain} alone", "accuracy"),
    "to 0.897": (noise, f"{plain} and L2", "accuracy"),
    "to 0.914": (noise, f"{plain} and weight decay", "accuracy"),
    "reaches 0.927": (noise, "binary symmetric cross-entropy", "accuracy"),
}.items():
    page.number(words, equals=recorded_score(*number))
flipped = re.search(r"(\d+)% are flipped", ROWS[noise]["data"])
page.number("30% of it", equals=int(flipped[1]))
page.number(
    "one message in ten", equals=len(squared_error_of_a_probability.target)
)
page.number("all three precisions", because="the dtypes of its rows")
page.number("Which of two is", because="a better one and a worse")
page.number("only which of two", because="a better one and a worse")
page.number("better of two", because="a better one and a worse")
messages = squared_error_of_a_probability.target
page.number("Now ten", equals=len(messages))
page.number("nine are spam", equals=messages.sum().item())
page.number(
    "Three losses correct", equals=len(squared_error_of_a_probability.losses)
)
EXTREME = read(SNIPPETS / "numerics" / "binary.py")
# The first row of float16 with a gradient of nan.
lost = re.search(r"#> float16 +(\S+) .* nan", EXTREME)
page.number("is right, at −20", equals=float(lost[1]))
# The row where from logits the loss reads 0.
rounded = re.search(r"#> float32 +(\S+) +0 .* 2\.061e-09 ", EXTREME)
page.number("right side, at −20", equals=float(rounded[1]))
labels = binary_target_out_of_range.labels
at = torch.zeros(2, requires_grad=True)
(gradient,) = torch.autograd.grad(ell(at, labels).sum(), at)
page.number(
    "for $y = -1$ the gradient",
    equals=labels[gradient == sigmoid(at) + 1].item(),
)
# The logit of the share where both mistakes cost the same, with a weight c.
c = torch.tensor(3.0).double()
page.number(
    "threshold of a half on", equals=sigmoid(best_logit(c, 1 / (1 + c))).item()
)
RARE = read(SNIPPETS / "relations" / "threshold_or_pos_weight.py")
(cut,) = re.findall(r"\(test > (\S+)\)\.double", RARE)
page.number(
    "code compares with a half", equals=sigmoid(torch.tensor(float(cut))).item()
)
