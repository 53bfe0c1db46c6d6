"""Equations of docs/classification/multiclass.md."""

import math
import re

import torch
from torch.nn import functional as F

from lossbook.paths import SNIPPETS
from lossbook.sources import read
from snippets.figures import (
    label_smoothing,
    losses_that_stop,
    temperature,
)
from snippets.pitfalls import class_dimension
from tests.docs.binding import (
    Page,
    between,
    bit,
    index,
    moderate,
    positive,
    probabilities,
    real,
    unit,
)

page = Page("classification/multiclass")


def ell(z, y):
    return F.cross_entropy(z, y.long() - 1)  # the book's classes count from 1


def ell_of_probabilities(z, y):
    return F.cross_entropy(z, y)


def softmax(z):
    return torch.softmax(z, dim=-1)


def smoothed(z, y, epsilon):
    return F.cross_entropy(z, y - 1, label_smoothing=float(epsilon))


def weighted(z, y, v):
    return F.cross_entropy(z, y.long() - 1, weight=v)


def by_margin(m, K):
    logits = torch.zeros(int(K)).double()
    logits[0] = m
    return torch.softmax(logits, dim=0)[0]


def tempered(z, T):
    return torch.softmax(z / T, dim=0)


def nll(a, y):
    return F.nll_loss(a, y - 1)


one = {"y": index("K"), "ell": ell}
page.bind("eq:ce", z=moderate.over("K"), p=softmax, **one)
page.bind("eq:softmax", z=real.over("K"), k=index("K"), p=softmax)
page.bind(
    "eq:batch",
    z=moderate.over("N", "K"),
    y=index("K").over("N"),
    p=softmax,
    L=ell,
)
page.bind(
    "eq:soft",
    z=moderate.over("K"),
    y=probabilities,
    p=softmax,
    ell=ell_of_probabilities,
)
page.bind("eq:merged", z=real.over("K"), **one)
page.bind("eq:shift", z=real.over("K"), c=real)
page.bind("eq:gradient", z=real.over("K"), k=index("K"), p=softmax, **one)
page.bind("eq:gradient-steps", z=real.over("K"), k=index("K"), p=softmax, **one)
page.bind("eq:margin", m=moderate, p_y=by_margin)
page.bind("eq:nll", a=real.over("K"), y=index("K"), NLL=nll)
page.bind(
    "eq:weighted",
    z=real.over("N", "K"),
    y=index("K").over("N"),
    v=positive.over("K"),
    ell=ell,
    L=weighted,
)
shares = {"v": positive.over("K"), "pi": probabilities, "k": index("K")}
alike = {
    "z": moderate.over("K"),
    "p": softmax,
    "ell_v": lambda z, v, pi: F.cross_entropy(z, pi, weight=v),
}
page.bind("eq:weighted-loss", **alike, **shares)
page.bind("eq:weighted-gradient", **alike, **shares)
page.bind("eq:weighted-best", **shares)
page.bind(
    "eq:weighted-smooth",
    z=moderate.over("K"),
    y=index("K"),
    v=positive.over("K"),
    epsilon=unit,
    p=softmax,
    ell_epsilon=lambda z, y, v, epsilon: F.cross_entropy(
        z, y - 1, weight=v, label_smoothing=float(epsilon), reduction="sum"
    ),
)
smooth = {
    "z": moderate.over("K"),
    "y": index("K"),
    "epsilon": unit,
    "p": softmax,
    "q_k": r"(1 - \varepsilon) \mathbb{1}[y = k] + \varepsilon / K",
    "ell_epsilon": smoothed,
}
page.bind("eq:smooth", **smooth)
page.bind("eq:smooth-two", **smooth)
page.bind("eq:smooth-gradient", k=index("K"), **smooth)
page.bind("eq:best-margin", epsilon=unit)
page.bind(
    "eq:temperature", z=real.over("K"), k=index("K"), T=positive, p=tempered
)
page.bind("eq:floor")
page.bind(
    r"$c = \max_k z_k$",
    iff=r"\max_k (z_k - c) = 0",
    c=real,
    z=real.over("K"),
)
page.bind(
    r"$a_k = \log(p_k)$",
    a=lambda z: torch.log_softmax(z, 0),
    p=softmax,
    z=moderate.over("K"),
    k=index("K"),
)


def target(y, K, epsilon):
    one_hot = torch.eye(int(K)).double()[y - 1]
    return (1 - epsilon) * one_hot + epsilon / K


page.bind(
    "$p = q$",
    iff=r"""\sum_{k=1}^{K} \lvert
        \frac{\partial \ell_{\varepsilon}}{\partial z_k} \rvert = 0""",
    y=index("K"),
    epsilon=between(0.1, 0.9),
    q=target,
    other=moderate.over("K"),
    same=bit,
    z=lambda q, other, same: q.log() if same else other,
    p=softmax,
    ell_epsilon=smoothed,
)
page.number("of slope −1", because="the limit of the gradient at p = 0")
page.number("The minimum is −1", because="minus a probability of 1")
page.number("four values of epsilon", equals=len(label_smoothing.EPSILONS))
page.number("four temperatures", equals=len(temperature.TEMPERATURES))
page.number("Ten classes, easy", because="the modulus of the labels in the run")
page.number("losses of three", equals=len(losses_that_stop.NAMES))
page.number("and three trainings", equals=len(losses_that_stop.NAMES))
page.number("for two classes", equals=round(math.exp(0.6931)))
WEIGHTED = read(SNIPPETS / "pitfalls" / "class_weights_with_label_smoothing.py")
(smoothing,) = set(re.findall(r"label_smoothing=([\d.]+)", WEIGHTED))
page.number("A tenth of the target", equals=float(smoothing))
page.number("the five tokens", equals=class_dimension.logits.size(1))
EXTREME = read(SNIPPETS / "numerics" / "multiclass.py")
# The first row of float16 whose loss is infinite.
lost = re.search(r"#> float16 +(\S+) .* inf ", EXTREME)
page.number("at −20 in", equals=float(lost[1]))
