"""Equations of docs/regression/quantiles.md."""

import math

import torch
from torch.nn import functional as F

from snippets.figures.quantiles_curve import LEVELS
from snippets.losses.expectile_loss import expectile_loss
from snippets.losses.gaussian_crps_loss import gaussian_crps_loss
from snippets.losses.quantile_loss import quantile_loss
from tests.docs.binding import Page, moderate, positive, real, unit

page = Page("regression/quantiles")


def quantile(y_hat, y, tau):
    return quantile_loss(y_hat, y, quantile=tau, reduction="none")


def expectile(y_hat, y, tau):
    return expectile_loss(y_hat, y, expectile=tau, reduction="none")


def crps(y_hat, s, y):
    return gaussian_crps_loss(y_hat, s, y)


def density(z):
    return torch.exp(-z.square() / 2) / math.sqrt(2 * math.pi)


def nll(y_hat, y, v):
    y_hat, y, v = (each.reshape(1) for each in (y_hat, y, v))
    return F.gaussian_nll_loss(y_hat, y, v)


def error(y_hat, y):
    return y_hat - y


def score(y_hat, s, y):
    return (y - y_hat) / s


sample = {"y_hat": real, "y": real}
near = {"y_hat": moderate, "y": moderate}
Z = r"\frac{y - \hat{y}}{s}"
page.bind(
    "eq:quantile",
    e=real,
    tau=unit,
    ell=lambda e, tau: quantile(e, 0 * e, tau),
)
page.bind(
    "eq:expectile",
    e=real,
    tau=unit,
    ell=lambda e, tau: expectile(e, 0 * e, tau),
)
page.bind("eq:crps", **near, s=positive, z=Z, phi=density, ell=crps)
page.bind(
    "eq:beta-nll",
    **near,
    v=positive,
    beta=unit,
    e=error,
    # As the run of the regression chapter has it.
    ell=lambda y_hat, y, v, beta: v.detach() ** beta * nll(y_hat, y, v),
)
page.bind("eq:quantile-gradient", **sample, tau=unit, ell=quantile)
page.bind("eq:quantile-balance", c=real, y=moderate.over("N"), tau=unit)
page.bind("eq:expectile-gradient", **sample, tau=unit, e=error, ell=expectile)
page.bind("eq:normal-slope", z=moderate, phi=density)
page.bind("eq:crps-mean", **near, s=positive, z=Z, phi=density, ell=crps)
page.bind("eq:crps-std", **near, s=positive, z=Z, phi=density, ell=crps)
page.bind("eq:beta-nll-gradient", **near, v=positive, beta=unit)
page.bind(r"$e = \hat{y} - y$", **sample, e=error)
page.bind(r"$z = \frac{y - \hat{y}}{s}$", **near, s=positive, z=score)
page.bind(
    "snippets/losses/quantile_loss.py",
    input=real,
    target=real,
    e=lambda input, target: input - target,
    tau=unit,
    ell=lambda e, tau: quantile(e, 0 * e, tau),
)
page.bind(
    "snippets/losses/expectile_loss.py",
    input=real,
    target=real,
    e=lambda input, target: input - target,
    tau=unit,
    ell=lambda e, tau: expectile(e, 0 * e, tau),
)
page.bind(
    "snippets/losses/gaussian_crps_loss.py",
    mean=moderate,
    std=positive,
    target=moderate,
    z=r"\frac{\operatorname{target} - \operatorname{mean}}{\operatorname{std}}",
    phi=density,
    ell=lambda mean, std, target: crps(mean, std, target),
)
page.number("for three levels", equals=len(LEVELS))
NINE = 0.9 * 10
page.number("a stock that is enough on nine", equals=NINE)
page.number("days in ten, a delivery", equals=10)
page.number("so that it is enough on nine", equals=NINE)
page.number("days in ten?", equals=10)
page.number("unit too high 0.1", equals=1 - 0.9)
page.number("At one half it is half the absolute", equals=0.5)
page.number("two halves of parabolas, both", because="one a side")
page.number("from −0.9", equals=-0.9)
page.number("to 0.1; that", equals=1 - 0.9)
page.number("quantiles: at 0.05", equals=(1 - 0.9) / 2)
page.number("and 0.95 it aims", equals=(1 + 0.9) / 2)
page.number("aims at 90%", equals=90)
page.number("V becomes two halves", because="one a side")
page.number("it is half the squared error, whose", equals=0.5)
page.number("which is $s^2$", because="what a variance is")
page.number("stays between −1", because="an end of the panel that holds it")
page.number("At $\\beta = 0.5$", because="half the exponent of s in v")
page.number("none wins twice", because="on the first set or the second")
page.number("instead of the 0.9", equals=0.9)
page.number("finds the 0.1 quantile", equals=1 - 0.9)
page.number("pull down with 0.01", equals=1 - 0.99)
page.number("slope of \\eqref{eq:expectile} is twice", because="of a square")
page.number("their quantile losses, twice", because="what the run multiplies")
page.number("and twice the half", equals=2)
page.number("and four of them do", because="two by z and two by s")
page.number("$z$ of about 0.83", equals=math.sqrt(math.log(2)))
page.number("with three lines", because="those that the figure names")
page.number("linear in ten", because="both sets have ten columns in the run")
