"""Equations of docs/segmentation/overlap.md."""

import re

import torch

from lossbook.paths import SNIPPETS
from lossbook.sources import read
from snippets.figures import overlap_curve
from snippets.losses.dice_loss import dice_loss
from snippets.losses.lovasz_loss import lovasz_loss
from snippets.losses.tversky_loss import tversky_loss
from tests.docs.binding import (
    Page,
    index,
    positive,
    real,
    unit,
)

page = Page("segmentation/overlap")


def of_one(loss, z, y, **options):
    return loss(z[None, None], y[None, None], reduction="sum", **options)


def dice(z, y, s):
    return of_one(dice_loss, z, y, smooth=float(s))


def tversky(z, y, alpha, beta, gamma, s):
    return of_one(
        tversky_loss,
        z,
        y,
        alpha=float(alpha),
        beta=float(beta),
        gamma=float(gamma),
        smooth=float(s),
    )


def intersection(p, y):
    return (p * y).sum()


def false(p, y):
    return (p * (1 - y)).sum()


def missed(p, y):
    return ((1 - p) * y).sum()


PIXELS = {
    "j": index("K"),
    "z": real.over("K"),
    "p": r"\sigma(z)",
    "y": unit.over("K"),
}
SUMS = {"A": intersection, "F": false, "M": missed}
TVERSKY = {
    "alpha": positive,
    "beta": positive,
    "gamma": positive,
    "s": positive,
    "ell": tversky,
}
page.bind("eq:dice", s=positive, ell=dice, **PIXELS)
page.bind("eq:dice-wrong", s=positive, ell=dice, **PIXELS)
page.bind("snippets/losses/dice_loss.py", s=positive, ell=dice, **PIXELS)
page.bind("eq:tversky", **PIXELS, **SUMS, **TVERSKY)
page.bind("snippets/losses/tversky_loss.py", **PIXELS, **SUMS, **TVERSKY)
page.bind(
    "eq:dice-gradient",
    k=index("K"),
    p=unit.over("K"),
    y=unit.over("K"),
    s=positive,
    A=intersection,
    S=lambda p, y: p.sum() + y.sum(),
    ell=r"1 - \frac{2 \sum_j p_j y_j + s}{\sum_j p_j + \sum_j y_j + s}",
)


def errors(z, y):
    return (1 - z * (2 * y - 1)).clamp(min=0).sort(descending=True)


def jaccard_losses(y):
    """With the first n pixels wrong, for n from 0 on."""
    count = range(len(y) + 1)
    return torch.stack(
        [1 - y[n:].sum() / (y.sum() + (1 - y[:n]).sum()) for n in count]
    )


def steps(y):
    return jaccard_losses(y.double()).diff()


page.bind(
    "eq:lovasz",
    over={"n": "K"},
    z=real.over("K"),
    y=lambda z: (z.roll(1) >= z.mean()).double(),
    m=lambda z, y: errors(z, y).values,
    g=lambda z, y: steps(y[errors(z, y).indices]),
    ell=lambda z, y: of_one(lovasz_loss, z, y),
)
page.bind(
    "snippets/losses/lovasz_loss.py",
    **page.bound["eq:lovasz"].names,
    over={"n": "K"},
)
page.bind(
    "eq:lovasz-step",
    n=index("K"),
    z=real.over("K"),
    # At random, and at least one of them 1.
    y=lambda z: (z >= z.mean()).double(),
    g=steps,
    T=lambda y: y.sum(),
    h=lambda y: y.cumsum(0),
    U=lambda y: y.sum() + torch.arange(1, len(y) + 1) - y.cumsum(0),
)


def same_smoothing():
    """The s of Dice loss that is as much as 3 with one half for both."""
    z, y = torch.tensor([1.0, -2, 3]).double(), torch.tensor([1.0, 0, 0])
    half, one, y = torch.tensor(0.5), torch.tensor(1), y.double()
    wanted = tversky(z, y, half, half, one, 3)
    return next(s for s in range(20) if torch.isclose(dice(z, y, s), wanted))


page.bind(
    "eq:jaccard-of-dice",
    A=positive,
    F=positive,
    M=positive,
    D=r"\frac{2 A}{2 A + F + M}",
    J=r"\frac{A}{A + F + M}",
)
page.number("the fraction is twice", because="as in the equation")
page.number("of twice the $s$", equals=same_smoothing() / 3)
CURVES = read(SNIPPETS / "figures" / "overlap_losses.py")
pixels, object_ = re.search(r"arange\((\d+)\) < (\d+)", CURVES).groups()
page.number("with 900 of background", equals=int(pixels) - int(object_))
page.number("not to twice the", because="as in the equation")
page.number("acts as twice as much", equals=same_smoothing() / 3)
page.number("a probability of 0.5", equals=torch.tensor(0.0).sigmoid().item())
page.number("Three losses over", equals=len(overlap_curve.LOSSES))
page.number("All three compute", because="the three files above")
page.number("at one half", equals=torch.tensor(0.0).sigmoid().item())
# What two of the runs printed.
TRAINED = read(SNIPPETS / "relations" / "dice_or_a_threshold.py")
rows = re.findall(r"#> \S.*(?: +0\.\d+){3}$", TRAINED, re.MULTILINE)
page.number("of three losses", equals=len(rows))
LIBRARIES = read(SNIPPETS / "pitfalls" / "dice_of_four_libraries.py")
page.number("four values of", equals=LIBRARIES.count("#> 0."))


def weight_of_dice():
    """Of both mistakes, so that Tversky loss is Dice loss."""
    z = torch.tensor([1.0, -2, 3]).double()
    y = torch.tensor([1.0, 0, 0]).double()
    return next(
        weight
        for weight in (0.125, 0.25, 0.5, 1, 2)
        if torch.isclose(tversky(z, y, weight, weight, 1, 0), dice(z, y, 0))
    )


page.number("With one half for both", equals=weight_of_dice())
