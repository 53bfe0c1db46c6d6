"""Equations of docs/notation.md."""

import torch
from torch.distributions import Categorical
from torch.nn import functional as F

from tests.docs.binding import (
    Page,
    index,
    moderate,
    probabilities,
    real,
    whole,
)

page = Page("notation")


def entropies(y, other):
    """H(y) and H(y, p): `other` is the number 0 where it is left out."""
    if other.dim() == 0:
        return Categorical(probs=y).entropy()
    return -(y * other.log()).sum()


def softmax(z):
    return torch.softmax(z, 0)


def kl(y, p):
    return F.kl_div(p.log(), y, reduction="sum")


two = {"y": probabilities, "p": probabilities}
ENTROPIES = {"H": entropies, "other": whole(0, 0)}
logits, k = moderate.over("K"), index("K")
page.bind("eq:sigmoid", z=real, sigma=lambda z: torch.sigmoid(z))
page.bind("eq:softmax", z=logits, softmax=softmax, k=k)
page.bind("eq:log-softmax", z=logits, softmax=softmax, k=k)
page.bind("eq:entropy", y=probabilities, **ENTROPIES)
page.bind("eq:cross-entropy", **two, **ENTROPIES)
page.bind("eq:kl", KL=kl, **two)
page.bind("eq:mean", ell=real.over("N"), L=lambda ell: ell.mean())
page.number("| −1,", equals=torch.sign(torch.tensor(-0.5)).item())
