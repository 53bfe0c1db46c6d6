"""Equations of docs/classification/margins.md."""

import math
import re

import torch
from torch import nn
from torch.nn import functional as F

from lossbook.paths import SNIPPETS
from lossbook.sources import read
from snippets.builtin import multi_label_margin as tour
from snippets.figures.right_by_a_hair import TASK
from snippets.pitfalls import (
    multi_label_margin_multi_hot,
    multi_margin_ties,
    right_by_a_hair,
    soft_margin_zero_target,
)
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
page.number(
    "Two more have", equals=sum("SoftMargin" in name for name in dir(nn))
)
page.number("points of two", equals=len(right_by_a_hair.y.unique()))
page.number("one of the fifty", equals=len(right_by_a_hair.x))


def touched():
    """How many points of the figure's task the line of margin 0 comes near."""
    weight = right_by_a_hair.train(right_by_a_hair.LOSSES["no margin"])[TASK]
    across = weight[:, 1] - weight[:, 0]
    distance = right_by_a_hair.x[TASK, :10] @ across / across.norm()
    # Within the width of a marker.
    return (distance.abs() < 0.2).sum().item()


page.number("close to two", equals=touched())
page.number("touches two", equals=touched())


def signs(target):
    """Those of the gradients of the run's scores."""
    scores = multi_label_margin_multi_hot.scores
    loss = F.multilabel_margin_loss(scores, target)
    return torch.autograd.grad(loss, scores)[0].sign()


right = signs(multi_label_margin_multi_hot.listed)
wrong = right != signs(multi_label_margin_multi_hot.marked)
page.number("and two of the", equals=wrong.sum().item())
page.number("four gradients", equals=wrong.numel())
TIES = read(SNIPPETS / "pitfalls" / "multi_margin_ties.py")
best_scores = re.search(r"#> margin, p=1 \[(.+)\]", TIES)[1].split(", ")
tied = best_scores.count(best_scores[0])
page.number("Two classes tie", equals=tied)
page.number("the first two classes", equals=tied)
page.number(
    "Take two classes", because="the score of one is z, of the other -z"
)
end = tour.target.min().item()  # no label
page.number("list of labels, then −1", equals=end)
page.number("that hold, then −1", equals=end)
EXTREME = read(SNIPPETS / "numerics" / "margins.py")
overflows = dict(re.findall(r"#> (\w+) +(\S+) +inf", EXTREME))
page.number("a logit of −89", equals=float(overflows["float32"]))
page.number("happens at −12", equals=float(overflows["float16"]))
SHIFTED = read(SNIPPETS / "pitfalls" / "multi_label_margin_no_threshold.py")
first_shift = re.search(r"for shift in \((\S+),", SHIFTED)[1]
page.number("shifted by −10", equals=float(first_shift))
# As the run's fix makes it of the target 0.
no = (2 * soft_margin_zero_target.target - 1)[1].item()
page.number("a no must be −1", equals=no)
page.number("hand over −1", equals=no)
page.number("and −1 if", equals=best(torch.tensor(0.25)).item())
# A loss of two classes is half of what the lead lacks of the margin.
margin, second = torch.tensor(2.0), torch.tensor(2)
lead = margin - 2 * multi_margin(torch.tensor([1.0, -1.0]), second, margin)
page.number("or $-2 z$", equals=lead.item())
