"""Equations of docs/regularization/weight-averaging.md."""

import math
import re

import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from lossbook.paths import SNIPPETS
from lossbook.sources import read
from snippets.tools.ema import ema_avg_fn
from tests.docs.binding import (
    Page,
    between,
    index,
    members,
    moderate,
    positive,
    unit,
    whole,
)
from tests.docs.formulas import displayed

page = Page("regularization/weight-averaging")


def averaged(weights, average):
    """What AveragedModel makes of the weights, one update each."""
    model = nn.Linear(1, 1, bias=False, dtype=torch.float64)
    found = AveragedModel(model, multi_avg_fn=average)
    for weight in weights:
        nn.init.constant_(model.weight, float(weight))
        found.update_parameters(model)
    return found.module.weight.detach()[0, 0]


def ema(w, w_0, t, d):
    """The first weights, and then one update a step."""
    steps = [w_0, *w[: int(t)]]
    return averaged(steps, get_ema_multi_avg_fn(float(d)))


steps = {
    "d": unit,
    "t": index("N"),
    "w": moderate.over("N"),
    "w_0": moderate,
}
page.bind(
    "eq:ema",
    **steps,
    w_t=lambda w, t: w[int(t) - 1],
    **{
        "w_bar_t": ema,
        "w_bar_t-1": lambda w, w_0, t, d: ema(w, w_0, t - 1, d),
    },
)
page.bind("eq:ema-weights", **steps, w_bar_t=ema)


def half_life(d):
    return torch.tensor(0.5).double().log() / d.log()


page.bind("eq:half-life", d=unit, h=half_life)
page.bind("eq:half-life-bounds", d=unit, h=half_life)
page.bind(
    "$d = 2^{-1/h}$",
    h=positive,
    d=lambda h: torch.exp(torch.tensor(0.5).double().log() / h),
)
page.bind(
    "eq:swa",
    n=index("N"),
    w=moderate.over("N"),
    w_bar_n=lambda w, n: averaged(w[: int(n)], None),
)


def warmed_up(d, t):
    """What is left of an average of 1, by an update to a weight of 0."""
    one = torch.ones(1, dtype=torch.float64)
    return ema_avg_fn(float(d))(one, torch.zeros(1), int(t))[0]


page.bind(
    "eq:ema-warm-up",
    d=unit,
    t=whole(1, 200),
    d_t=warmed_up,
)
page.bind(
    "snippets/tools/ema.py",
    d=unit,
    t=whole(1, 200),
    d_t=warmed_up,
    before=moderate,
    w_t=moderate,
    average_t=lambda before, w_t, d, t: ema_avg_fn(float(d))(before, w_t, t),
    **{"average_t-1": lambda before: before},
)
page.bind(
    "eq:warm-up-weights",
    k=whole(1, 4),
    t=whole(5, 12),
)

# Sums over the past, as far as float64 sees.
PAST = torch.arange(400, dtype=torch.float64)
noise = {"a": between(0.1, 0.9), "d": between(0.1, 0.9), "v": positive}


def covariance(a, d, v):
    return v * ((1 - d) * d**PAST * a**PAST).sum()


def variance(a, d, v):
    weight = (1 - d) * d**PAST
    return v * weight @ a ** (PAST[:, None] - PAST).abs() @ weight


page.bind("eq:ema-noise", **noise, q=lambda a, d: variance(a, d, 1))
page.bind("eq:ema-covariance", **noise, c=covariance)
page.bind("eq:ema-variance", **noise, c=covariance, s=variance)
page.bind("eq:log-bounds", d=unit)


def left_of_a_step(eta, kappa):
    weight = nn.Parameter(torch.ones(1, dtype=torch.float64))
    (kappa * weight.square() / 2).sum().backward()
    torch.optim.SGD([weight], float(eta)).step()
    return weight.detach()[0]


page.bind(
    r"$a = 1 - \eta \kappa$", eta=positive, kappa=positive, a=left_of_a_step
)
page.explain(r"$w_t = a w_{t-1} + \varepsilon_t$", "it says what the noise is")
page.explain("$a = 0$", "the case without memory")

page.number("four at a time", because="(4,), the shape of a batch")
page.number("So 0.999", because="a decay to compute with")
page.number("some 690", equals=round(half_life(torch.tensor(0.999)).item(), -1))
page.number("each nine more", because="the digit nine")
page.number("ten times as long", because="1 - d is a tenth")
page.number("nines range: 0.999", because="a quotation")
page.number("after 160", because="in PyTorch's documentation")
page.number("of 300 epochs", because="in PyTorch's documentation")
page.number("all but three things", because="three sentences follow")
page.number("the mean of six splits", because="SEEDS, 6")
HALF = read(SNIPPETS / "pitfalls" / "average_in_half_precision.py")
slow = get_ema_multi_avg_fn(float(re.search(r"avg_fn\((0\.\d+)", HALF)[1]))
page.number("a thousandth of", equals=averaged([0, 1], slow).item())
page.number("is 1.0078", equals=1 + torch.finfo(torch.bfloat16).eps)
page.number("so 1.001 rounds", equals=averaged([1, 2], slow).item())
page.number(
    "half-life is 6931",
    equals=half_life(torch.tensor(0.9999, dtype=torch.float64)).item(),
)
BEGINNING = read(SNIPPETS / "pitfalls" / "average_of_the_beginning.py")
longest = float(re.search(r"DECAYS = .*, (\S+)", BEGINNING)[1])
updates = int(re.search(r"range\((\d+)\)", BEGINNING)[1])
page.number("the weight 0.97", equals=longest**updates)
page.number("with four seeds", because="range(4)")
page.number("count of 0", because="copy_param, in AveragedModel")
page.number("nine are left", because="m from 2 to 10")
page.number("nine below", because="m from 2 to 10")
page.number("first nine tenths", because="all but the last")
# At a decay near 1, what 1000 updates leave of the first 9000.
late = (warmed_up(1 - 1e-9, t).item() for t in range(9001, 10001))
page.number("have 0.39", equals=math.prod(late))
bounds = displayed(page.name)["eq:log-bounds"]
page.number("by all three", equals=len(members(bounds.tex)))
decay = torch.tensor(0.25, dtype=torch.float64)
page.number("^{-1/h}$", equals=(decay.log2() * half_life(decay)).item())
