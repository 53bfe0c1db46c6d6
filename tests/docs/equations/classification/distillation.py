"""Equations of docs/classification/distillation.md."""

import re

import torch
from torch.nn import functional as F

from lossbook.paths import SNIPPETS
from lossbook.sources import read
from snippets.figures import distillation_curve
from snippets.losses.distillation_loss import distillation_loss
from tests.docs.binding import Page, index, moderate, positive, unit

page = Page("classification/distillation")


def ell(z, v, T):
    return distillation_loss(z, v, temperature=float(T))


SYMBOLS = {
    "z": moderate.over("K"),
    "v": moderate.over("K"),
    "T": positive,
    "p": lambda z, T: (z / T).softmax(-1),
    "y": lambda v, T: (v / T).softmax(-1),
}


def larger(z, epsilon):
    """The share at which PyTorch's smoothing is that of the wrong classes."""
    first = torch.tensor(0)

    def smoothed(share):
        return F.cross_entropy(z, first, label_smoothing=share)

    target = (epsilon / (len(z) - 1)).expand(len(z)).clone()
    target[0] = 1 - epsilon
    # Both are linear in the share.
    apart = F.cross_entropy(z, target) - smoothed(0.0)
    return apart / (smoothed(1.0) - smoothed(0.0))


page.bind("eq:distillation-loss", ell=ell, **SYMBOLS)
page.bind(
    "snippets/losses/distillation_loss.py",
    ell=ell,
    softmax=lambda z: z.softmax(-1),
    **SYMBOLS,
)
page.bind(
    "eq:distillation-terms",
    k=index("K"),
    d=r"\log p - \log y",
    ell=ell,
    **SYMBOLS,
)
page.bind("eq:distillation-slope", ell=ell, k=index("K"), **SYMBOLS)
page.bind(
    "eq:smoothing-conventions",
    z=moderate.over("K"),
    epsilon=unit,
    rho=larger,
)
page.number("gives to three", equals=len(distillation_curve.TEACHER))
page.number("the three come", equals=len(distillation_curve.TEACHER))
STUDENT = read(SNIPPETS / "relations" / "student_of_a_teacher.py")
labelled = int(re.search(r"tensor_split\(\[(\d+)", STUDENT)[1])
page.number("Fifty pictures", equals=labelled)
page.number("sees the fifty", equals=labelled)
HALF = read(SNIPPETS / "pitfalls" / "distillation_in_bfloat16.py")
page.number("at four temperatures", equals=len(re.findall(r"#> +\d", HALF)))
