"""Equations of docs/custom/symmetric-cross-entropy.md."""

import torch
from torch.nn import functional as F

from snippets.losses.binary_symmetric_cross_entropy import (
    binary_symmetric_cross_entropy,
)
from snippets.losses.symmetric_cross_entropy import symmetric_cross_entropy
from tests.docs.binding import Page, between, bit, index, positive, real, unit

page = Page("custom/symmetric-cross-entropy")


def ell(z, y, alpha, beta, f):
    return symmetric_cross_entropy(
        z[None],
        y[None] - 1,
        alpha=alpha.item(),
        beta=beta.item(),
        floor=f.item(),
        reduction="sum",
    )


def forward(z, y):
    return F.cross_entropy(z[None], y[None] - 1)


def reverse(z, y, f):
    return ell(z, y, torch.tensor(0.0), torch.tensor(1.0), f)


def binary_reverse(z, y, f):
    return binary_symmetric_cross_entropy(
        z, y.double(), alpha=0, beta=1, floor=f.item(), reduction="sum"
    )


def binary_forward(z, y):
    return binary_symmetric_cross_entropy(
        z, y, alpha=1, beta=0, reduction="sum"
    )


def p(z):
    return z.softmax(-1)


floor = between(1e-6, 0.9)
some = {"z": real.over("K"), "y": index("K")}
losses = {"CE": forward, "RCE": reverse, "f": floor}
weights = {"alpha": positive, "beta": positive}

page.bind("eq:sce", ell=ell, **weights, **losses, **some)
page.bind("eq:sce-ce", CE=forward, p=p, **some)
page.bind("eq:sce-rce", RCE=reverse, p=p, f=floor, **some)
page.bind("eq:sce-line", RCE=reverse, p=p, f=floor, **some)
page.bind("eq:sce-absolute", p=p, **some)
page.bind("eq:sce-of-ce", **losses, **some)
page.bind(
    "eq:sce-gradient-reverse",
    ell=ell,
    p=p,
    k=index("K"),
    **weights,
    **losses,
    **some,
)
page.bind(
    "eq:sce-gradient", ell=ell, p=p, k=index("K"), **weights, **losses, **some
)
page.bind("eq:sce-symmetric", RCE=reverse, p=p, f=floor, z=real.over("K"))
page.bind("eq:sce-noise", rho=unit, **losses, **some)
page.bind("eq:sce-margin", p=p, **some)
page.bind("eq:sce-stable", ell=ell, **weights, f=floor, **some)
page.bind("eq:sce-bce", BCE=binary_forward, z=real, y=unit)
page.bind("eq:sce-rbce", RBCE=binary_reverse, z=real, y=unit, f=floor)
page.bind("eq:sce-binary-hard", RBCE=binary_reverse, z=real, y=bit, f=floor)
page.bind(
    "eq:sce-binary-gradient", RBCE=binary_reverse, z=real, y=unit, f=floor
)
