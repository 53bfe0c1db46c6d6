"""Equations of docs/classification/noisy-labels.md."""

import re
from statistics import mean

import torch
from torch.nn import functional as F

from lossbook.paths import SNIPPETS
from lossbook.result_files import EVIDENCE, recorded
from lossbook.sources import read
from snippets.losses.generalized_cross_entropy import (
    generalized_cross_entropy,
)
from snippets.relations.bootstrapping import bootstrapping
from snippets.relations.forward_correction import forward_correction
from tests.docs.binding import (
    Page,
    between,
    index,
    one_of,
    probabilities,
    real,
    unit,
)

page = Page("classification/noisy-labels")


def generalized(z, y, q):
    return generalized_cross_entropy(
        z[None], y[None] - 1, q=q.item(), reduction="sum"
    )


def corrected(z, y, T):
    return forward_correction(z[None], y[None] - 1, T)


def mixed(z, y, b):
    return bootstrapping(z[None], y[None] - 1, b)


def p(z):
    return z.softmax(-1)


some = {"z": real.over("K"), "y": index("K")}
power = {"ell": generalized, "p": p, "q": between(0.01, 1), **some}
page.bind("eq:gce", **power)
page.bind("eq:gce-gradient", k=index("K"), **power)
page.bind("eq:gce-stable", **power)
# At q = 1 both bounds are the sum.
page.bind("eq:gce-bounds", p=p, z=real.over("K"), q=one_of(0.3, 0.7, 1))
page.bind("snippets/losses/generalized_cross_entropy.py", softmax=p, **power)
page.bind(
    "eq:forward",
    ell=corrected,
    p=p,
    T=probabilities.over("K", "K"),
    **some,
)
page.bind("eq:bootstrapping", ell=mixed, p=p, b=unit, **some)
# The probability of one class, for as many as in the last row of the run.
MANY = read(SNIPPETS / "pitfalls/generalized_cross_entropy_many_classes.py")
classes = int(re.findall(r"#> +(\d+) ", MANY)[-1])
page.number("$p_y$ at 0.001", equals=p(torch.zeros(classes))[0].item())
page.number("which is −1", equals=torch.tensor(-0.7 * 50).expm1().item())

ROWS = recorded(EVIDENCE)["rows"]


def accuracies(row):
    """Of each contender, split by split."""
    return {
        each["name"]: each["scores"]["accuracy"]
        for each in ROWS[row]["contenders"]
    }


def ahead(row, one, other="cross-entropy and L2"):
    """In how many splits one contender is the more accurate."""
    found = accuracies(row)
    pairs = zip(found[one], found[other], strict=True)
    return sum(mine > its for mine, its in pairs)


smoothing, forward = "label smoothing", "forward correction"
for words, row, name in (
    ("Label smoothing | 8", "label_noise", smoothing),
    ("7 | | Generalized", "structured_noise", smoothing),
    ("Generalized | 7", "label_noise", "generalized cross-entropy"),
    ("| 3 |", "structured_noise", "generalized cross-entropy"),
    ("Symmetric | 5", "label_noise", "symmetric cross-entropy"),
    ("| 4 |", "structured_noise", "symmetric cross-entropy"),
    ("not tried | 8", "structured_noise", forward),
):
    page.number(words, equals=ahead(row, name))
symmetric, plain = (
    "binary symmetric cross-entropy",
    "binary cross-entropy and L2",
)
page.number("ahead in 7", equals=ahead("binary_noise", symmetric, plain))
page.number("of 8 splits", equals=len(accuracies("label_noise")[smoothing]))
page.number("its 8 splits", equals=len(accuracies("binary_noise")[plain]))
structured = accuracies("structured_noise")
page.number("from 0.806", equals=mean(structured["cross-entropy and L2"]))
page.number("to 0.872", equals=mean(structured[forward]))
page.number("Four groups of", because="the classes of the run")
page.number("tries four", because="the settings of each contender in the run")
certain = torch.ones(1, 1, requires_grad=True)
of_certain = F.nll_loss(certain.log(), torch.tensor([0]))
(slope,) = torch.autograd.grad(of_certain, certain)
page.number("cross-entropy's is $-1 / p_y$", equals=slope.item())
