"""Equations of docs/regularization/l1-and-l2.md."""

import math
import re

import torch
from torch import nn

from lossbook.paths import SNIPPETS
from lossbook.sources import read
from snippets.figures import l1_and_l2
from snippets.regularizers.elastic_net_penalty import elastic_net_penalty
from snippets.regularizers.l1_penalty import l1_penalty
from snippets.regularizers.l2_penalty import l2_penalty
from snippets.regularizers.proximal_l1 import proximal_l1_, soft_threshold
from tests.docs.binding import (
    Page,
    between,
    moderate,
    one_of,
    positive,
    real,
    whole,
)

page = Page("regularization/l1-and-l2")


def model(w):
    layer = nn.Linear(len(w), 1, dtype=torch.float64)
    layer.weight = nn.Parameter(w[None])
    return layer


def soft(v, tau):
    return soft_threshold(v, float(tau))


def elastic(w, lambda__1, lambda__2):
    return elastic_net_penalty(model(w), float(lambda__1), float(lambda__2))


ABSOLUTE = r"\sum_{j=1}^{d} \lvert w_j \rvert"
weights = {"d": whole(3, 3), "w": real.over("d")}
page.bind("eq:l1", R=lambda w: l1_penalty(model(w), 1.0).detach(), **weights)
page.bind("eq:l2", R=lambda w: l2_penalty(model(w), 1.0).detach(), **weights)
page.bind(
    "eq:elastic",
    R=elastic,
    lambda__1=positive,
    lambda__2=positive,
    **weights,
)
weight = {"d": whole(3, 3), "j": whole(1, 3), "w": moderate.over("d")}
page.bind("eq:l2-gradient", R=r"\frac{1}{2} \sum_{j=1}^{d} w_j^2", **weight)
page.bind("eq:l1-gradient", R=ABSOLUTE, **weight)
page.bind("eq:soft", v=moderate, tau=positive, S=soft)
page.bind("eq:shrink", v=moderate, tau=positive)
page.bind("eq:elastic-prox", v=moderate, tau_1=positive, tau_2=positive)
page.bind(
    "eq:model",
    g=real,
    w=real,
    w_t=real,
    v=r"w_t - \eta g",
    eta=positive,
    lambda_=positive,
)


# A loss (w - b)^2 / 2 of one weight, and the minimum that the threshold gives.
def minimum(b, lambda_):
    return soft_threshold(b[None], float(lambda_))


large = {
    "b": between(4, 6),
    "lambda_": positive,
    "j": whole(1, 1),
    "d": whole(1, 1),
}
page.bind(
    "eq:touch",
    w=minimum,
    L=r"\frac{1}{2} (w_j - b)^2",
    R=ABSOLUTE,
    **large,
)
small = {**large, "b": one_of(-0.5, 0, 0.5), "lambda_": one_of(0.5, 1, 3)}
page.bind("eq:corner", w=minimum, L=r"\frac{1}{2} (w_j - b)^2", **small)


def path(start, g, eta, lambda_):
    """SGD, each step followed by the threshold, the gradient being g."""
    weight = nn.Parameter(start.clone())
    optimizer = torch.optim.SGD([weight], float(eta))
    values = [start]
    for _ in range(3):
        weight.grad = g.clone()
        optimizer.step()
        proximal_l1_(weight, float(eta * lambda_))
        values.append(weight.detach().clone())
    return torch.stack(values)


page.bind(
    "eq:proximal-step",
    w=path,
    S=soft,
    t=whole(1, 3),
    start=moderate,
    g=moderate,
    eta=positive,
    lambda_=positive,
)


def accepted(lambda_):
    """1 if the penalties take this strength, else 0."""
    try:
        l1_penalty(model(torch.ones(1)), float(lambda_))
    except ValueError:
        return torch.tensor(0)
    return torch.tensor(1)


page.bind(r"$\lambda \ge 0$", iff="a = 1", lambda_=real, a=accepted)
threshold = {"v": real, "tau": positive, "w": soft}
right = {**threshold, "u": positive, "v": lambda tau, u: tau + u}
page.bind(r"$w - v + \tau = 0$", **right)
page.bind(r"$w = v - \tau$", **right)
page.bind(r"$v > \tau$", iff="w > 0", **threshold)
left = {**right, "v": lambda tau, u: -tau - u}
page.bind(r"$w - v - \tau = 0$", **left)
page.bind(r"$w = v + \tau$", **left)
page.bind(r"$v < -\tau$", iff="w < 0", **threshold)
near = {"v": one_of(-2, -1, 0, 1, 2), "tau": one_of(0.5, 1, 2), "w": soft}
page.bind(r"$-v - \tau \le 0$", iff=r"w \ge 0", **near)
page.bind(r"$-v + \tau \ge 0$", iff=r"w \le 0", **near)
page.bind(
    r"$w - v + \tau w = 0$", v=real, tau=positive, w=r"\frac{v}{1 + \tau}"
)
# A weight on the right of 0, and one on its left, that a step leaves in place.
rates = {"eta": positive, "lambda_": positive, "S": soft}
still = r"S(w - \eta g, \eta \lambda) = w"
negative = between(-3, -0.1)
page.bind("$w > 0$", iff=r"\operatorname{sign}(w) = 1", w=real)
page.bind("$w < 0$", iff=r"\operatorname{sign}(w) = -1", w=real)
page.bind(
    r"$w = w - \eta g - \eta \lambda$", w=positive, g=r"-\lambda", **rates
)
page.bind(r"$g = -\lambda$", iff=still, w=positive, g=moderate, **rates)
page.bind(r"$g = \lambda$", iff=still, w=negative, g=moderate, **rates)
page.bind(
    r"$\eta \lvert g \rvert \le \eta \lambda$",
    iff=r"S(-\eta g, \eta \lambda) = 0",
    g=one_of(-2, -1, -0.5, 0, 0.5, 1, 2),
    lambda_=one_of(0.5, 1),
    eta=one_of(0.25, 0.5),
    S=soft,
)


def per_strength(penalty):
    """The penalty over its strength, which the docstrings call R(w)."""
    return lambda w, lambda_: penalty(model(w), float(lambda_)) / lambda_


page.bind(
    "snippets/regularizers/l1_penalty.py",
    {"j": "d"},
    R=per_strength(l1_penalty),
    lambda_=positive,
    **weights,
)
page.bind(
    "snippets/regularizers/l2_penalty.py",
    {"j": "d"},
    R=per_strength(l2_penalty),
    lambda_=positive,
    **weights,
)
page.bind(
    "snippets/regularizers/elastic_net_penalty.py",
    {"j": "d"},
    R=elastic,
    lambda__1=positive,
    lambda__2=positive,
    **weights,
)
page.bind(
    "snippets/regularizers/proximal_l1.py", v=moderate, tau=positive, S=soft
)
page.number("65504.", equals=torch.finfo(torch.float16).max)
LARGE = read(SNIPPETS / "numerics" / "l1_l2_half_precision.py")
sides = re.search(r"Linear\((\d+), (\d+)\)", LARGE).groups()
page.number("a million weights", equals=math.prod(map(int, sides)))
one = nn.Linear(1, 1, bias=False)
nn.init.ones_(one.weight)
page.number("L2 half their", equals=l2_penalty(one, 1.0).item())
page.number("halves the sum", because="the half is in the equation below")
page.number("half the distance", because="what rounding to the nearest means")
page.number("that no 2 is left", because="it cancels the half")
page.number("Three curves", because="those of the next sentence")
page.number("powers of ten", because="a grid that is common")
# The axes of the map.
page.number("for two weights", equals=len(l1_and_l2.MINIMUM))
