"""Equations of docs/classification/symmetric-cross-entropy.md."""

import re

import torch
from torch.nn import functional as F

from lossbook.paths import SNIPPETS
from lossbook.sources import read
from snippets.losses.binary_symmetric_cross_entropy import (
    binary_symmetric_cross_entropy,
)
from snippets.losses.symmetric_cross_entropy import symmetric_cross_entropy
from snippets.pitfalls import binary_symmetric_cross_entropy_smoothed_twice
from snippets.relations import (
    pull_of_a_wrong_label,
    reverse_cross_entropy_under_label_noise,
)
from tests.docs.binding import (
    Page,
    between,
    bit,
    index,
    moderate,
    nonnegative,
    one_of,
    real,
    unit,
)
from tests.docs.formulas import displayed

page = Page("classification/symmetric-cross-entropy")


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


def binary_ell(z, y, alpha, beta, f):
    return binary_symmetric_cross_entropy(
        z,
        y,
        alpha=alpha.item(),
        beta=beta.item(),
        floor=f.item(),
        reduction="sum",
    )


def p(z):
    return z.softmax(-1)


floor = between(1e-6, 0.9)
some = {"z": real.over("K"), "y": index("K")}
losses = {"CE": forward, "RCE": reverse, "f": floor, "A": r"\log f"}
weights = {"alpha": nonnegative, "beta": nonnegative}
margin = {"m": r"-\log S", "S": r"\sum_{j \ne y} \exp(z_j - z_y)"}
binary = {"z": real, "p": r"\sigma(z)", "f": floor, "A": r"\log f"}

page.bind("eq:sce", ell=ell, p=p, **weights, **losses, **some)
page.bind("eq:sce-sum", ell=ell, **weights, **losses, **some)
page.bind("eq:sce-ce", CE=forward, p=p, **some)
page.bind("eq:sce-rce", RCE=reverse, p=p, f=floor, **some)
page.bind("eq:sce-line", p=p, **losses, **some)
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
page.bind("eq:sce-symmetric", p=p, z=real.over("K"), **losses)
page.bind("eq:sce-noise", rho=unit, **losses, **some)
page.bind("eq:sce-margin", p=p, **margin, **some)
page.bind("eq:sce-stable", ell=ell, **weights, **losses, **margin, **some)
page.bind("eq:sce-bce", BCE=binary_forward, y=unit, **binary)
page.bind("eq:sce-rbce", RBCE=binary_reverse, y=unit, **binary)
page.bind("eq:sce-binary-hard", RBCE=binary_reverse, y=bit, **binary)
page.bind("eq:sce-binary-gradient", RBCE=binary_reverse, y=unit, **binary)
page.bind(
    r"$\rho < 1 - \frac{1}{K}$", iff=r"1 - \frac{\rho K}{K - 1} > 0", rho=unit
)
page.bind("$z > 0$", iff=r"\sigma(z) > \frac{1}{2}", z=real)
page.bind(
    "$p = y$",
    iff=r"\frac{\partial \operatorname{BCE}}{\partial z} = 0",
    BCE=binary_forward,
    z=moderate,
    p=r"\sigma(z)",
    y=unit,
)
in_code = {"floor": floor, "f": r"\operatorname{floor}", "ell": ell, **weights}
page.bind(
    "snippets/losses/symmetric_cross_entropy.py",
    CE=forward,
    RCE=reverse,
    p=p,
    softmax=p,
    A=r"\log f",
    y_k=r"\mathbb{1}[y = k]",
    **in_code,
    **some,
)
page.bind(
    "snippets/losses/binary_symmetric_cross_entropy.py",
    CE=binary_forward,
    RCE=binary_reverse,
    z=real,
    p=r"\sigma(z)",
    y=unit,
    **{**in_code, "ell": binary_ell},
)


def accepted(alpha, beta):
    """1 if the loss takes these weights, else 0."""
    try:
        binary_ell(torch.zeros(1), torch.ones(1), alpha, beta, 0.5 + 0 * beta)
    except ValueError:
        return torch.tensor(0)
    return torch.tensor(1)


one = one_of(1)
page.bind(r"$\alpha \ge 0$", iff="a = 1", alpha=real, beta=one, a=accepted)
page.bind(r"$\beta \ge 0$", iff="a = 1", alpha=one, beta=real, a=accepted)
page.bind("$A < 0$", f=floor, A=r"\log f")
page.number("an α of 0.01", because="the authors' train_models.py, for MNIST")
page.number("an α of 6", because="the authors' train_models.py, for CIFAR-100")
page.number("Ten samples look alike", equals=len(pull_of_a_wrong_label.target))
page.number("one of the ten", equals=len(pull_of_a_wrong_label.target))
page.number(
    "the nine others", equals=(pull_of_a_wrong_label.target == 0).sum().item()
)
FLOORS = read(SNIPPETS / "pitfalls" / "symmetric_cross_entropy_floor.py")
page.number("last three lines", equals=FLOORS.count("#> tensor(4.4556)"))
page.number(
    "have three floors", equals=len(set(re.findall(r"\((1e-\d), ", FLOORS)))
)
terms = re.findall(
    r"operatorname{R?CE}", displayed(page.name)["eq:sce-sum"].tex
)
page.number("adds two cross-entropies", equals=len(terms))
page.number("two fifths", equals=reverse_cross_entropy_under_label_noise.rho)


def slope_in_p(y):
    """The reverse term is linear in p: what it gains from p = 0 to p = 1."""
    f = torch.tensor(1e-4)
    low, high = (
        binary_reverse(torch.tensor(z), y, f).item() for z in (-100.0, 100.0)
    )
    return high - low


smoothed, _ = binary_symmetric_cross_entropy_smoothed_twice.smooth
page.number("to −2.9444", equals=slope_in_p(smoothed))
EXTREME = read(SNIPPETS / "numerics" / "symmetric_cross_entropy.py")
# The row where the clamped form has nearly no gradient: the logit, and ours.
logit, gradient = re.search(
    r"#> float64 +(\S+) +\S+ +(\S+) +\S+ +-1\.9e-08", EXTREME
).groups()
page.number("At −20 the", equals=float(logit))
page.number("gradient is −1.", equals=float(gradient))
# The share of wrong labels at which the reverse term has no slope.
right, wrong = (slope_in_p(torch.tensor(label)) for label in (1, 0))
page.number("more than half of", equals=right / (right - wrong))
