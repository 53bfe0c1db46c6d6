"""Equations of snippets/training/rings.py."""

import inspect
import math
import re

import torch
from torch.distributions import Normal

from lossbook.sources import read, source
from snippets.losses.focal_loss import focal_loss
from tests.docs.binding import (
    Page,
    between,
    one_of,
    positive,
    unit,
    whole,
)

page = Page("training/rings")


def density(rho, m):
    """A ring's density in the plane, at the distance rho."""
    radius = Normal(m.double(), 1.0)
    both = radius.log_prob(rho).exp() + radius.log_prob(-rho).exp()
    return both / (2 * math.pi * rho)


def ratio(rho):
    five, eight = torch.tensor([5.0, 8.0]).double()
    return density(rho, five) / density(rho, eight)


def posterior(rho):
    """The probability that a point is positive, by Bayes's rule."""
    return 1000 * ratio(rho) / (1000 * ratio(rho) + 6000)


def expected(p, q, gamma, alpha):
    """The expected focal loss of a prediction p where q is the truth."""

    def loss(target):
        return focal_loss(
            torch.logit(p),
            target.expand_as(p),
            gamma=gamma.item(),
            alpha=alpha.item(),
        )

    one = torch.ones(()).double()
    return q * loss(one) + (1 - q) * loss(0 * one)


def slope(p, gamma):
    p = p.detach().requires_grad_()
    value = (1 - p) ** gamma * torch.log(p)
    return torch.autograd.grad(value, p)[0]


def truth(p, gamma, alpha):
    """The q for which the expected focal loss is least at p."""
    slopes = []
    for q in (0.0, 1.0):
        at = p.detach().requires_grad_()
        loss = expected(at, torch.tensor(q).double(), gamma, alpha)
        slopes.append(torch.autograd.grad(loss, at)[0])
    return slopes[0] / (slopes[0] - slopes[1])


labels = torch.tensor([1, 0, 1, 0, 0, 0, 1])


def pairs(score):
    """The share of pairs in order, ties counting one half."""
    above, below = score[labels == 1][:, None], score[labels == 0]
    return ((above > below).double() + (above == below) / 2).mean()


def rank_sum(score):
    less = (score[None] < score[:, None]).sum(1)
    same = (score[None] == score[:, None]).sum(1)
    return (less + (same + 1) / 2)[labels == 1].double().sum()


radius = between(0.5, 14)
focal = {"p": between(0.02, 0.98), "gamma": positive}

page.bind("eq:density", rho=radius, m=whole(5, 8), f=density)
page.bind("eq:likelihood-ratio", rho=radius, f=density, Lambda=ratio)
page.bind(
    "eq:bayes-auc",
    AUC=lambda: torch.special.ndtr(torch.tensor(4.5).double().sqrt()),
)
page.bind(
    "eq:auc",
    n=whole(7, 7),
    score=whole(0, 4).over("n"),
    AUC=pairs,
    S=rank_sum,
    N_1=whole(3, 3),
    N_0=whole(4, 4),
)
page.bind("eq:odds", rho=radius, q=posterior, Lambda=ratio)
page.bind("eq:expected-focal", q=unit, alpha=unit, ell=expected, **focal)
page.bind("eq:slope", h=slope, **focal)
page.bind("eq:calibration", alpha=unit, h=slope, q=truth, **focal)
page.bind(
    r"$q = 1 - \alpha$",
    p=one_of(0.5),
    gamma=positive,
    alpha=unit,
    q=truth,
)
page.bind(r"$\rho > 0$", rho=radius)

script = read(source("training/rings"))
width = re.search(r"units: int = (\d+)", script)[1]
layers = re.findall(
    r"nn\.Linear\((\d+), (\d+)\)", script.replace("units", width)
)
parameters = sum((int(inputs) + 1) * int(units) for inputs, units in layers)
page.number("a network of 61 parameters", equals=parameters)
page.number("with 61 parameters", equals=parameters)
defaults = inspect.signature(focal_loss).parameters
GAMMA, ALPHA = (defaults[name].default for name in ("gamma", "alpha"))
page.number("three times as much as negatives", equals=ALPHA / (1 - ALPHA))
page.number(
    "a quarter on the true",
    equals=truth(*torch.tensor([0.5, GAMMA, ALPHA]).double()).item(),
)
mean = float(re.search(r"ring\(1000, (.+?)\)", script)[1])
negative = Normal(torch.tensor(mean).double(), 1.0).cdf(torch.tensor(0.0))
page.number(
    r"$\Phi(-5)$ for a positive",
    equals=round(torch.special.ndtri(negative).item(), 9),
)
page.number("with two penalties", because="the L2 and the L1 penalty")
page.number("We train twice more", because="of two calls of fit")
page.number("at least three of them", because="no polygon has fewer sides")
page.number("weights ten times as large", because="their product stays")
page.number("at ten times the L1", because="the penalty is linear")
page.number("half of those that tie", because="as in the equation below")
(threshold,) = re.findall(r"threshold=(.+) / (\d)\)", script)
rate = re.search(r"lr=(0\.\d+)\)", script)[1]
page.number(
    "a quarter of that",
    equals=float(threshold[0]) / int(threshold[1]) / float(rate),
)
page.number("Three linear layers", equals=len(layers))
page.number("the layer has four", equals=int(width))
page.number("Four units", equals=int(width))
page.number("coordinates by ten", because="any factor would do")
page.number("three epochs past", because="the patience of the loop")
(drawn,) = re.findall(r"points, score > (\S+)\)", script)
page.number("threshold of one half. Focal", equals=float(drawn))
(counted,) = re.findall(r'\("focal", model, (\S+)\)', script)
page.number("At one half it finds", equals=float(counted))
