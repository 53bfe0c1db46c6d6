"""Equations of docs/regularization/gradient-clipping.md."""

import re

import torch
from torch import nn

from lossbook.paths import SNIPPETS
from lossbook.sources import read
from tests.docs.binding import (
    Page,
    between,
    index,
    moderate,
    positive,
    unit,
    whole,
)

page = Page("regularization/gradient-clipping")


def clipped(by):
    """What one of torch's functions makes of a gradient."""

    def gradient(g, c):
        weight = nn.Parameter(torch.zeros_like(g))
        weight.grad = g.clone()
        by([weight], float(c))
        return weight.grad

    return gradient


def step(start, g, c, eta):
    """The weights before a clipped step of SGD, and after it."""
    weight = nn.Parameter(start.clone())
    weight.grad = g.clone()
    nn.utils.clip_grad_norm_([weight], float(c))
    torch.optim.SGD([weight], float(eta)).step()
    return weight.detach()


# Longer than any limit below 1.
far = between(1, 3)
gradient = {"d": whole(1, 4), "g": moderate.over("d"), "c": positive}

page.bind(
    "eq:clip",
    **gradient | {"c": between(0.1, 9)},
    g_hat=clipped(nn.utils.clip_grad_norm_),
)
page.bind(
    "eq:clip-value",
    **gradient,
    j=index("d"),
    g_hat=clipped(nn.utils.clip_grad_value_),
)
page.bind(
    "eq:bounded-step",
    **gradient,
    start=moderate.over("d"),
    eta=positive,
    w_t=lambda start: start,
    **{"w_t+1": step},
)
page.bind("eq:adam-scale", s=positive, m=moderate, v=positive)

page.bind("$s > 0$", s=positive)
page.bind(
    "eq:clipped-length",
    d=whole(1, 4),
    g=far.over("d"),
    c=unit,
    g_hat=clipped(nn.utils.clip_grad_norm_),
)
page.bind(
    r"$w_{t+1} - w_t = -\eta \hat{g}$",
    **gradient,
    start=moderate.over("d"),
    eta=positive,
    w_t=lambda start: start,
    g_hat=clipped(nn.utils.clip_grad_norm_),
    **{"w_t+1": step},
)
page.bind("eq:clipped-error", e=moderate, delta=positive)
page.bind(
    r"$e = \hat{y} - y$",
    y=moderate,
    y_hat=moderate,
    e=lambda y, y_hat: y_hat - y,
)

page.number("The $10^{-6}$ is there", because="it is in the equation above")
page.number("in four parts", because="chunk(4)")
page.number("and four splits", because="SEEDS in the run below")
page.number("ends at 65,504", equals=torch.finfo(torch.float16).max)
SCALED = read(SNIPPETS / "pitfalls" / "clip_before_unscale.py")
base, power = re.search(r"init_scale=(.+)\*\*(\d+)\)", SCALED).groups()
page.number("here by 65,536", equals=float(base) ** int(power))
page.number("is halved", because="5.0e-07 of 1e-6 is left, as printed")
UNSCALED = read(SNIPPETS / "pitfalls" / "one_batch_undoes_many.py")
stop, every = re.search(r"x\[:(\d+):(\d+)\] \*=", UNSCALED).groups()
page.number("Ten of them", equals=len(range(0, int(stop), int(every))))
