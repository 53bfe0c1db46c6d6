"""Equations of docs/classification/calibration.md."""

import re

import torch
from sklearn.metrics import brier_score_loss
from torch.nn import functional as F

from lossbook.paths import SNIPPETS
from lossbook.sources import read
from snippets.pitfalls import (
    brier_score_conventions,
    calibration_error_is_blind,
)
from snippets.relations import brier_score as scores
from snippets.relations.brier_score import brier_score
from snippets.tools.expected_calibration_error import (
    expected_calibration_error,
)
from snippets.tools.temperature_scaling import fit_temperature
from tests.docs.binding import (
    Page,
    index,
    moderate,
    positive,
    probabilities,
    whole,
)

page = Page("classification/calibration")


def softmax(z):
    return torch.softmax(z, dim=-1)


def loss_at(T, z, y):
    return F.cross_entropy(z / T, y - 1)


def loss_of_inverse(beta, z, y):
    return F.cross_entropy(beta * z, y - 1)


batch = {"z": moderate.over("N", "K"), "y": index("K").over("N")}
page.bind("eq:temperature-loss", **batch, T=positive, L=loss_at)
inverse = {
    **batch,
    "beta": positive,
    "L": loss_of_inverse,
    "p": lambda z, beta: softmax(beta * z),
}
page.bind("eq:temperature-beta", **inverse)
page.bind("eq:temperature-slope", **inverse)


def bins(z, y, B):
    """The bin of each sample by its confidence, which, and if it is right."""
    sure, guess = softmax(z).max(dim=1)
    edges = torch.linspace(0, 1, int(B) + 1, dtype=z.dtype)
    upper = torch.bucketize(sure, edges) - 1
    return F.one_hot(upper, int(B)).to(z.dtype), sure, (guess == y - 1)


def n(z, y, B):
    return bins(z, y, B)[0].sum(dim=0)


def a(z, y, B):
    held, _, right = bins(z, y, B)
    return right.to(z.dtype) @ held / held.sum(dim=0).clamp(min=1)


def c(z, y, B):
    held, sure, _ = bins(z, y, B)
    return sure @ held / held.sum(dim=0).clamp(min=1)


binned = {
    **batch,
    "B": whole(2, 6),
    "n": n,
    "a": a,
    "c": c,
    "ECE": lambda z, y, B: expected_calibration_error(z, y - 1, bins=int(B)),
}
page.bind("eq:ece", **binned)
page.bind("snippets/tools/expected_calibration_error.py", {"b": "B"}, **binned)


def all_but_one(z):
    """The likelier class of two, but for the sample with the least margin."""
    y = z.argmax(dim=1) + 1
    wrong = (z[:, 0] - z[:, 1]).abs().argmin()
    y[wrong] = 3 - y[wrong]
    return y


page.bind(
    "snippets/tools/temperature_scaling.py",
    z=moderate.over("N", "K"),
    K=whole(2, 2),
    y=all_but_one,
    T=lambda z, y: fit_temperature(z, y.long() - 1),
)


def slope(z, y, beta):
    p = softmax(beta * z)
    right = z.gather(1, y[:, None] - 1)[:, 0]
    return ((p * z).sum(dim=1) - right).mean()


page.bind(
    "eq:temperature-curvature",
    **batch,
    beta=positive,
    S=slope,
    p=lambda z, beta: softmax(beta * z),
    mu_i=r"\sum_{k=1}^{K} p_{ik} z_{ik}",
)


def brier(z, y):
    return brier_score(z[None], y[None] - 1)


one = {"z": moderate.over("K"), "y": index("K"), "p": softmax, "ell": brier}
page.bind("eq:brier", **one)
page.bind("eq:brier-gradient", **one, k=index("K"))
page.bind("eq:brier-proper", p=probabilities, pi=probabilities)

page.bind(r"$\beta = 1 / T$", T=positive, beta=lambda T: 1 / T)
page.bind(
    r"$\mu_i = \sum_{k=1}^{K} p_{ik} z_{ik}$",
    z=moderate.over("N", "K"),
    beta=positive,
    i=index("N"),
    p=lambda z, beta: softmax(beta * z),
    mu=lambda z, beta: (softmax(beta * z) * z).sum(dim=1),
)
page.bind(
    r"$\frac{\partial p_j}{\partial z_k} = p_j (\mathbb{1}[j = k] - p_k)$",
    z=moderate.over("K"),
    j=index("K"),
    k=index("K"),
    p_j=r"\frac{\exp(z_j)}{\sum_{i=1}^{K} \exp(z_i)}",
    p_k=r"\frac{\exp(z_k)}{\sum_{i=1}^{K} \exp(z_i)}",
)
sure_and_wrong = brier_score(
    torch.tensor([[0.0, 100, 0]]), torch.tensor([0])
).item()
DIGITS = read(SNIPPETS / "relations" / "overconfident_digits.py")
first, stop = re.search(r"slice\((\d+), (\d+)\)", DIGITS).groups()
page.number("fitted on 300 images", equals=int(stop) - int(first))
page.number("and 2 for one", equals=sure_and_wrong)
page.number("costs more than 2", equals=sure_and_wrong)
page.number("levels off at 2", equals=sure_and_wrong)
page.number("goes to −1 there", because="the limit of p - 1 at p = 0")
# What the run printed first, of two classes.
CONVENTIONS = read(SNIPPETS / "pitfalls" / "brier_score_conventions.py")
of_both, of_one, theirs = (
    float(re.search(rf"#> {of}: +(.+)", CONVENTIONS)[1])
    for of in ("over the classes", "of one class", "scikit-learn")
)
page.number("My Brier score is half", equals=of_one / of_both)
page.number("by a factor of 2", equals=of_both / of_one)
page.number("counts it twice", equals=of_both / of_one)
page.number("scikit-learn halves", equals=theirs / of_both)
page.number("in 30 digits", because="those of mpmath in the test of the fit")
page.number("In numbers, for three", equals=scores.logits.size(1))
page.number("two models have", because="the better one and the other")
models = calibration_error_is_blind.models
page.number("and three models", equals=len(models))
page.number("tells all three", equals=len(models))
page.number("one of three classes", equals=brier_score_conventions.p.size(1))
page.number("with two classes, both", because="what one lacks the other has")


def halved(classes):
    """Whether scikit-learn's score of so many classes is half of the sum."""
    p = torch.full((classes,), 1 / classes, dtype=torch.float64)
    theirs = brier_score_loss([0], p[None], labels=range(classes))
    return abs(theirs - brier(p.log(), torch.tensor(1)) / 2) < 1e-9


(only,) = filter(halved, range(2, 6))
page.number("the score of two", equals=only)
