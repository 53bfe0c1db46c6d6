"""Equations of docs/classification/focal-loss.md."""

import inspect
import re

import torch
from torch.nn import functional as F

from lossbook.paths import SNIPPETS
from lossbook.sources import read
from snippets.figures.focal_weight import NEGATIVES
from snippets.losses.focal_loss import focal_loss
from snippets.losses.multiclass_focal_loss import multiclass_focal_loss
from tests.docs.binding import (
    Page,
    between,
    index,
    moderate,
    nonnegative,
    positive,
    real,
    unit,
)

page = Page("classification/focal-loss")


def ell(z, y, gamma, alpha):
    return focal_loss(z, y, gamma=gamma.item(), alpha=alpha, reduction="none")


def bce(z, y):
    return F.binary_cross_entropy_with_logits(z, y.double(), reduction="none")


def ell_of_class(z, y, gamma, alpha):
    return multiclass_focal_loss(
        z[None], y[None] - 1, gamma=gamma.item(), weight=alpha, reduction="sum"
    )


def batch(reduction):
    def loss(z, y, gamma, alpha):
        return multiclass_focal_loss(
            z, y - 1, gamma=float(gamma), weight=alpha, reduction=reduction
        )

    return loss


def softmax(z):
    return torch.softmax(z, dim=-1)


SIGMOID = {"z": real, "p": r"\sigma(z)"}
binary = {**SIGMOID, "gamma": nonnegative, "alpha": unit, "ell": ell}
classes = {
    "z": moderate.over("K"),
    "y": index("K"),
    "gamma": nonnegative,
    "p": softmax,
}

page.bind("eq:focal", y=unit, **binary)
page.bind("eq:focal-bce", y=unit, BCE=bce, **SIGMOID)
page.bind("eq:focal-factor", y=unit, BCE=bce, **binary)
page.bind("eq:focal-sigmoid", **SIGMOID)
page.bind(
    "eq:focal-slope-in-p",
    p=unit,
    gamma=positive,
    alpha=unit,
    ell=r"-\alpha (1 - p)^\gamma \log p",
)
page.bind("eq:focal-gradient-terms", **binary)
page.bind("eq:focal-gradient", **binary)
page.bind("eq:focal-gradient-negative", **binary)
page.bind("eq:focal-logarithms", gamma=positive, **SIGMOID)
page.bind(
    "eq:focal-multiclass",
    z=moderate.over("K"),
    y=index("K"),
    gamma=positive,
    alpha=positive.over("K"),
    p=softmax,
    ell=ell_of_class,
)
page.bind(
    "eq:focal-mean",
    z=moderate.over("N", "K"),
    y=index("K").over("N"),
    gamma=positive,
    alpha=positive.over("K"),
    ell=batch("none"),
    L=batch("mean"),
)
page.bind(
    "eq:focal-rest",
    z=moderate.over("K"),
    y=index("K"),
    S=lambda z, y: z.exp().sum() - z[y - 1].exp(),
)
page.bind(
    "eq:focal-margin",
    S=r"\sum_{j \ne y} \exp(z_j)",
    m=r"z_y - \log S",
    **classes,
)
page.bind(
    "eq:focal-multiclass-gradient",
    k=index("K"),
    S=r"\sum_{j \ne y} \exp(z_j)",
    m=r"z_y - \log S",
    ell=r"-(1 - \sigma(m))^\gamma \log \sigma(m)",
    **{name: classes[name] for name in ("z", "y", "gamma")},
)
page.bind("eq:focal-bias", b=lambda pi: torch.logit(pi), pi=unit)
page.bind("$q = 0$", q=unit)
page.bind("$p > 0.5$", iff="z > 0", **SIGMOID)
balance = {"y": unit, "g_0": positive, "g_1": between(-3, -0.1)}
page.bind("$y g_1 + (1 - y) g_0 = 0$", iff="y = g_0 / (g_0 - g_1)", **balance)
page.bind("$y = g_0 / (g_0 - g_1)$", iff="y g_1 + (1 - y) g_0 = 0", **balance)
page.bind("snippets/losses/focal_loss.py", y=unit, **binary)
page.bind(
    "snippets/losses/multiclass_focal_loss.py",
    z=moderate.over("K"),
    y=index("K"),
    gamma=nonnegative,
    w=positive.over("K"),
    p=lambda z, y: softmax(z)[y - 1],
    ell=lambda z, y, gamma, w: ell_of_class(z, y, gamma, w),
)


def accepted(gamma):
    """1 if the loss takes this exponent, else 0."""
    try:
        ell(torch.zeros(1), torch.ones(1), gamma, None)
    except ValueError:
        return torch.tensor(0)
    return torch.tensor(1)


page.bind(r"$\gamma \ge 0$", iff="a = 1", gamma=real, a=accepted)
page.number("comes back to −1", because="the limit of the gradient at p = 0")
page.number("towards a half", because="the limit for a large gamma")
page.number("ten times as many", equals=NEGATIVES[1] / NEGATIVES[0])
page.number("their [equation 4", because="the paper's own number")
ALPHA = inspect.signature(focal_loss).parameters["alpha"].default


def weight(y, alpha):
    """What an undecided sample with this label costs, over that without α."""
    z, gamma = torch.zeros(()), torch.tensor(2.0)
    return (ell(z, y, gamma, alpha) / ell(z, y, gamma, None)).item()


yes, no = torch.ones(()), torch.zeros(())
page.number(
    "three times what a negative", equals=weight(yes, ALPHA) / weight(no, ALPHA)
)
page.number(
    "than half of the samples", equals=torch.tensor(0.0).sigmoid().item()
)
page.number("halves the loss", equals=weight(yes, 0.5))
page.number("For $K = 2$", because="of two classes")
page.number("for class 2, the yes", because="the second of two classes")
page.number(
    "average to a half", equals=(weight(yes, ALPHA) + weight(no, ALPHA)) / 2
)
CURVES = read(SNIPPETS / "figures" / "focal_loss.py")
left = re.search(r"logits = torch\.linspace\((\S+),", CURVES)[1]
page.number("the logit from -6", equals=float(left))
PULLS = read(SNIPPETS / "relations" / "focal_gradient.py")
# Cross-entropy's come first, and of them that at p = 0.1 second.
second = re.search(r"#> tensor\(\[\S+, (\S+),", PULLS)[1]
page.number("with −0.9:", equals=float(second))
EXTREME = read(SNIPPETS / "numerics" / "focal_loss.py")
# The row of the largest loss: the logit, and one gradient in every type.
logit, slope = re.search(
    r"#> +(\S+) +(\S+) +\2 +\2 \| 1\.0e\+04", EXTREME
).groups()
page.number("a logit of −10000", equals=float(logit))
page.number("the gradient −1 in", equals=float(slope))
