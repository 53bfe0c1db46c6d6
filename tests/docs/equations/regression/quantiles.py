"""Equations of docs/regression/quantiles.md."""

import math
import re
from fractions import Fraction

import torch
from torch.nn import functional as F

from lossbook.paths import SNIPPETS
from lossbook.sources import read
from snippets.figures.quantiles_curve import LEVELS
from snippets.losses.expectile_loss import expectile_loss
from snippets.losses.gaussian_crps_loss import gaussian_crps_loss
from snippets.losses.quantile_loss import quantile_loss
from snippets.pitfalls.quantile_sign import by_hand
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


def level(path):
    """The one of a run, as it stands there."""
    (found,) = set(re.findall(r"quantile=(0\.\d+)", read(SNIPPETS / path)))
    return Fraction(found)


def of_unit(loss, error, tau):
    """Loss and slope at an error of 1 or -1."""
    y_hat = torch.tensor(float(error), requires_grad=True)
    value = loss(y_hat, torch.zeros(()), float(tau))
    value.backward()
    return value.item(), y_hat.grad.item()


STOCK = level("relations/enough_nine_days_in_ten.py")
page.number("a stock that is enough on nine", equals=STOCK.numerator)
page.number("days in ten, a delivery", equals=STOCK.denominator)
page.number("so that it is enough on nine", equals=STOCK.numerator)
page.number("days in ten?", equals=STOCK.denominator)
DRAWN = level("figures/quantiles.py")
(_, left), (too_high, right) = (of_unit(quantile, e, DRAWN) for e in (-1, 1))
page.number("unit too high 0.1", equals=too_high)
# Where errors of either sign cost the same.
even = next(
    tau
    for tau in (0.1, 0.3, 0.5, 0.7, 0.9)
    if math.isclose(*(of_unit(quantile, e, tau)[0] for e in (-1, 1)))
)
page.number("At one half it is half the a", equals=even)
page.number("At one half it is half the s", equals=even)
page.number("it is half the absolute", equals=of_unit(quantile, 1, 0.5)[0])
page.number("two halves of parabolas, both", because="one a side")
page.number("from −0.9", equals=left)
page.number("to 0.1; that", equals=right)
page.number("V becomes two halves", because="one a side")
page.number("it is half the squared", equals=of_unit(expectile, 1, 0.5)[0])
page.number("which is $s^2$", because="what a variance is")
page.number("stays between −1", because="an end of the panel that holds it")
page.number("At $\\beta = 0.5$", because="half the exponent of s in v")
page.number("none wins twice", because="on the first set or the second")
# What a prediction that is 1 too low costs, by the loss with the wrong sign.
wrong_way = by_hand(
    torch.zeros(()), torch.ones(()), float(level("pitfalls/quantile_sign.py"))
)
page.number("finds the 0.1 quantile", equals=wrong_way.item())
_, pull = of_unit(quantile, 1, level("pitfalls/quantile_far_start.py"))
page.number("pull down with 0.01", equals=pull)
page.number("slope of \\eqref{eq:expectile} is twice", because="of a square")
CRPS = read(SNIPPETS / "relations" / "crps_is_mean_quantile_loss.py")
(factor,) = set(re.findall(r"{(\d) \* loss", CRPS))
page.number("their quantile losses, twice", equals=int(factor))
page.number("and twice the half", equals=int(factor))
count, offset = re.search(r"arange\((\d+)\) \+ (\S+)\) / \1", CRPS).groups()
every_level = (torch.arange(int(count)).double() + float(offset)) / int(count)
page.number("are one half on average", equals=every_level.mean().item())
page.number("and four of them do", because="two by z and two by s")
page.number("$z$ of about 0.83", equals=math.sqrt(math.log(2)))
page.number("with three lines", because="those that the figure names")
page.number("linear in ten", because="both sets have ten columns in the run")


def levels(name):
    """Those of a run, which takes too long to import."""
    script = read(SNIPPETS / "pitfalls" / f"{name}.py")
    found = re.search(r"levels = torch\.tensor\(\[(.+)\]\)", script)
    return found[1].split(", ")


low, high = map(float, levels("quantile_coverage_on_new_samples"))
page.number("quantiles: at 0.05", equals=low)
page.number("and 0.95 it aims", equals=high)
page.number("aims at 90%", equals=100 * (high - low))
INTERVALS = read(SNIPPETS / "relations" / "intervals_on_real_data.py")
page.number("Two such numbers", because="its lower end and its upper end")
page.number("Two sets of", equals=len(re.findall(r"#> \w+ +inside", INTERVALS)))
page.number(
    "two quantiles on", equals=len(levels("quantile_coverage_on_new_samples"))
)
page.number("three lines, on samples", equals=len(levels("quantiles_cross")))


def pull_at_one(loss):
    """The gradient by a mean that is 1 too high."""
    y_hat = torch.ones((), requires_grad=True)
    loss(y_hat, torch.zeros(())).backward()
    return y_hat.grad.item()


v = torch.tensor(3.0)
held = pull_at_one(lambda y_hat, y: v * nll(y_hat, y, v))
page.number("as under half the squared", equals=held / pull_at_one(F.mse_loss))
