"""Equations of docs/regression/regression.md."""

import re

import torch
from torch.nn import functional as F

from lossbook.paths import SNIPPETS
from lossbook.sources import read, source
from snippets.figures.regression_losses import LOSSES
from snippets.pitfalls import outlier
from tests.docs.binding import (
    Page,
    between,
    index,
    moderate,
    positive,
    real,
    whole,
)

page = Page("regression/regression")


def error(y_hat, y):
    return y_hat - y


def mse(y_hat, y):
    return F.mse_loss(y_hat, y, reduction="none")


def absolute(y_hat, y):
    return F.l1_loss(y_hat, y, reduction="none")


def smooth_l1(y_hat, y, beta):
    return F.smooth_l1_loss(y_hat, y, beta=beta.item(), reduction="none")


def huber(y_hat, y, delta):
    return F.huber_loss(y_hat, y, delta=delta.item(), reduction="none")


def gaussian(y_hat, v, y):
    y_hat, v, y = y_hat.reshape(1), v.reshape(1), y.reshape(1)
    return F.gaussian_nll_loss(y_hat, y, v)


def poisson(z, y):
    return F.poisson_nll_loss(z, y.double(), reduction="none")


batch = {"y_hat": real.over("N"), "y": real.over("N")}
sample = {"y_hat": real, "y": real}
page.bind("eq:mse", **batch, L=lambda y_hat, y: F.mse_loss(y_hat, y))
page.bind("eq:mse-gradient", **sample, ell=mse, e=error)
page.bind("eq:mean", c=real, y=real.over("N"), m=lambda y: y.mean())
page.bind("eq:l1", **batch, L=lambda y_hat, y: F.l1_loss(y_hat, y))
page.bind("eq:l1-gradient", **sample, ell=absolute)
page.bind("eq:median", c=real, y=real.over("N"))
page.bind(
    "eq:smooth-l1",
    e=real,
    beta=positive,
    ell=lambda e, beta: smooth_l1(e, 0 * e, beta),
)
page.bind(
    "eq:smooth-l1-gradient", **sample, beta=positive, ell=smooth_l1, e=error
)
page.bind(
    "eq:huber",
    e=real,
    delta=positive,
    ell=lambda e, delta: huber(e, 0 * e, delta),
)
page.bind("eq:huber-gradient", **sample, delta=positive, ell=huber, e=error)
page.bind("eq:scaled-inside", e=real, delta=positive)
page.bind("eq:scaled-outside", e=real, delta=positive)
page.bind("eq:gaussian-nll", **sample, v=positive, ell=gaussian)
page.bind("eq:gaussian-nll-mean", **sample, v=positive, ell=gaussian, e=error)
page.bind(
    "eq:gaussian-nll-variance", **sample, v=positive, ell=gaussian, e=error
)
page.bind("eq:poisson-nll", z=moderate, y=whole(0, 9), ell=poisson)
page.bind("eq:poisson-nll-gradient", z=moderate, y=whole(0, 9), ell=poisson)
page.bind(
    "$c - y_i = (c - m) + (m - y_i)$",
    c=real,
    m=real,
    y=real.over("N"),
    i=index("N"),
)
page.bind(
    "$c = m$",
    iff=r"\sum_{i=1}^{N} (c - y_i) = 0",
    c=real,
    y=moderate.over("N"),
    m=lambda y: y.mean(),
)
page.bind(
    r"$\lvert e \rvert = \beta$",
    iff=r"\frac{e^2}{2 \beta} = \lvert e \rvert - \frac{\beta}{2}",
    e=moderate,
    beta=positive,
)
page.bind(
    r"$\beta = \delta$",
    iff=r"\delta s = h",
    e=between(0.5, 9),
    beta=positive,
    delta=positive,
    s=lambda e, beta: smooth_l1(e, 0 * e, beta),
    h=lambda e, delta: huber(e, 0 * e, delta),
)
page.bind(
    "$v = e^2$",
    iff=r"\frac{\partial \ell}{\partial v} = 0",
    v=positive,
    ell=gaussian,
    **{**sample, "y_hat": moderate, "y": moderate},
    e=error,
)
page.bind(
    r"$r = \exp(z)$",
    iff=r"\ell = r - y \log r",
    z=moderate,
    r=positive,
    y=whole(1, 9),
    ell=poisson,
)


def line(x):
    """The line of least squares through all points but the slip."""
    design = torch.stack([outlier.x, torch.ones_like(outlier.x)], 1)[:-1]
    slope, intercept = torch.linalg.lstsq(design, outlier.y[:-1]).solution
    return slope.round() * x + intercept.round()


page.bind("$y = 2 x + 1$", x=moderate, y=line)
page.bind(r"$\beta > 0$", beta=positive)
page.bind(r"$\delta > 0$", delta=positive)
page.number("−1 to the left", because="the sign of a negative error")
page.number("each above it −1", because="the sign of a negative error")
page.number("half of the targets", because="what a median is")
MEANS = read(SNIPPETS / "relations" / "mean_and_median.py")
mild, wild = re.search(r"for outlier in \((.+), (.+)\)", MEANS).groups()
page.number("ten times as large", equals=float(wild) / float(mild))
off = (line(outlier.x) - outlier.y).requires_grad_()
near = (off.abs() < 1).sum().item()
page.number("eight points", equals=near)
page.number("expense of the other eight", equals=near)
page.number(
    "becomes half the squared",
    equals=F.huber_loss(torch.ones(1), torch.zeros(1), delta=100.0).item(),
)
page.number("half the square up", because="the factor of the displayed loss")
F.huber_loss(off, torch.zeros_like(off)).backward()
pulls = off.grad.abs()
page.number("pulls ten times as hard", equals=(pulls[-1] / pulls[0]).item())
page.number(
    "exponentiated twice", because="once by the model, once by the loss"
)
page.number("four losses, and", equals=len(LOSSES))
page.number("Nine points lie", equals=len(outlier.x))
page.number("Nine points near", equals=len(outlier.x))
page.number("instead of 2", equals=(line(1) - line(0)).item())
numbers = r"class (\d) is not \w+ times class (\d)"
third, first = re.search(numbers, read(source(page.name))).groups()
page.number("is not three times", equals=int(third) / int(first))
