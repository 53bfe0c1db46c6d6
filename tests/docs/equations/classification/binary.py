"""Equations of docs/classification/binary.md."""

import math

import torch
from torch.nn import functional as F

from snippets.figures.binary_cross_entropy import TARGETS
from tests.docs.binding import (
    Page,
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
page.bind("eq:gradient", z=real, y=unit, ell=ell, p=sigmoid)
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
