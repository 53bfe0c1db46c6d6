"""Equations of docs/classification/margins.md."""

import math

import torch
from torch.nn import functional as F

from snippets.pitfalls import multi_margin_ties, right_by_a_hair
from tests.docs.binding import (
    Page,
    between,
    bit,
    index,
    moderate,
    one_of,
    plus_minus,
    positive,
    real,
    unit,
)

page = Page("classification/margins")


def multi_margin(z, y, m):
    return F.multi_margin_loss(z, y - 1, margin=m.item())


def weighted(z, y, m, q, v):
    return F.multi_margin_loss(
        z, y - 1, margin=m.item(), p=int(q.item()), weight=v
    )


def soft_margin(z, y):
    return F.soft_margin_loss(z, y.double(), reduction="none")


def multi_label_soft_margin(z, y):
    return F.multilabel_soft_margin_loss(z[None], y[None].double())


def multi_label_margin(z, y):
    """From ones and zeros to the list of labels that PyTorch takes."""
    labels = torch.full((len(y),), -1)
    held = y.nonzero().flatten()
    labels[: len(held)] = held
    return F.multilabel_margin_loss(z, labels)


scores = {"z": moderate.over("K"), "y": index("K"), "m": positive}
page.bind("eq:multi-margin", **scores, ell=multi_margin)
page.bind(
    "eq:multi-margin-weighted",
    **scores,
    q=one_of(1, 2),
    v=positive.over("K"),
    ell=weighted,
)
page.bind("eq:multi-margin-gradient", **scores, k=index("K"), ell=multi_margin)
sample = {"z": moderate, "y": plus_minus}
page.bind("eq:soft-margin", **sample, ell=soft_margin)
page.bind("eq:soft-margin-steps", z=real, y=plus_minus)
page.bind("eq:soft-margin-gradient", **sample, ell=soft_margin)
page.bind("eq:soft-margin-stable", z=real, y=plus_minus)
labels = {"z": moderate.over("K"), "y": bit.over("K")}
page.bind("eq:multi-label-soft-margin", **labels, ell=multi_label_soft_margin)
page.bind("eq:multi-label-margin", **labels, ell=multi_label_margin)
page.bind("eq:hinge-line", z=between(-1, 1), s=unit)


def mean_hinge(z, s):
    """The mean loss of a score for a share s of the first class."""
    return s * (1 - z).clamp(min=0) + (1 - s) * (1 + z).clamp(min=0)


def best(s):
    """The score of the least mean loss, or the middle of several."""
    tried = torch.linspace(-3, 3, 601, dtype=torch.float64)
    loss = mean_hinge(tried, s)
    return tried[loss < loss.min() + 1e-12].mean()


page.bind(r"$s > \frac{1}{2}$", iff="b = 1", s=unit, b=best)
page.bind(r"$s < \frac{1}{2}$", iff="b = -1", s=unit, b=best)
page.bind("$y_j = 1$", y=bit.over("K"), j=index("K"))
page.bind("$y_k = 0$", y=bit.over("K"), k=index("K"))
page.number("$y$ of 1 or −1:", because="the targets that PyTorch defines")
page.number("half of the samples", because="the condition of their theorem")
page.number(r"the loss $\log 2$", equals=1 + math.exp(0))
page.number("Fifty linear classifiers", equals=len(right_by_a_hair.x))
page.number("are of three", equals=len(multi_margin_ties.target.unique()))
