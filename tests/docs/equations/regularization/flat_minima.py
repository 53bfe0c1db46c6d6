"""Equations of docs/regularization/flat-minima.md."""

import inspect
import re

import torch
from torch import nn

from lossbook.paths import SNIPPETS
from lossbook.sources import read
from snippets.tools.run_on_ranks import run_on_ranks
from snippets.tools.sam import sam_ascent
from tests.docs.binding import (
    Page,
    between,
    bit,
    index,
    moderate,
    positive,
    unit,
    whole,
)

page = Page("regularization/flat-minima")


def uphill(w, rho, gradient):
    """Where the snippet goes, for that gradient."""
    model = nn.ParameterList([w.clone()])
    model[0].grad = gradient(w)
    with sam_ascent(model, rho=float(rho)):
        found = model[0].detach().clone()
        model[0].grad = gradient(found)
    return found, model[0].grad


def cubic(w):
    """Of a loss whose gradient is no straight line."""
    return w**3 - w


def after(w, rho, eta):
    """The weights after a step of SGD."""
    model = nn.ParameterList([w.clone()])
    model[0].grad = uphill(w, rho, cubic)[1]
    torch.optim.SGD(model.parameters(), float(eta)).step()
    return model[0].detach()


weights = {"d": whole(1, 4), "w": between(1.2, 3).over("d"), "rho": positive}
page.bind(
    "eq:sam-uphill",
    **weights,
    g=cubic,
    w_hat=lambda w, rho: uphill(w, rho, cubic)[0],
)
page.bind(
    "snippets/tools/sam.py",
    **weights,
    g=cubic,
    w_uphill=lambda w, rho: uphill(w, rho, cubic)[0],
)
page.bind(
    "eq:sam-step",
    **weights,
    eta=unit,
    g=cubic,
    w_hat=lambda w, rho: uphill(w, rho, cubic)[0],
    **{"w_t+1": after},
)
page.bind(
    "eq:sam-cauchy",
    over={"j": "d"},
    d=whole(2, 4),
    g=moderate.over("d"),
    way=moderate.over("d"),
    along=bit,
    epsilon=lambda g, way, along: g / 3 if along else way,
)


bowl = {
    "d": whole(2, 4),
    "w": between(0.2, 3).over("d"),
    "h": between(0.2, 3).over("d"),
    "j": index("d"),
    "rho": positive,
    "g": lambda w, h: h * w,
    "L": lambda w, h: (h * w.square()).sum() / 2,
    "P": lambda w, h: (h * w).norm(),
}
page.bind(
    "eq:sam-penalty",
    **bowl,
    w_hat=lambda w, h, rho: uphill(w, rho, lambda at: h * at)[0],
)


def settled(h, eta, rho):
    """The weight after many steps, as far from 0 as it is before them."""
    w = torch.tensor(1.0).double()
    for _ in range(4000):
        w = w - eta * h * (w + rho * w.sign())
    return w.abs()


page.bind(
    "eq:sam-cycle",
    h=between(0.5, 1.0),
    eta=between(0.2, 0.8),
    rho=unit,
    w=settled,
)
page.bind("$w > 0$", w=positive)
page.number("product less 1", because="the loss of the figure")
page.number("nearly 1", because="the test of the figure reads it off")
page.number("equal, 1 and 1", because="where w times w is 1")
page.number("has the length 1", because="a vector divided by its norm")
page.number("takes twice", because="it computes two gradients")
page.number("training of twice", because="it computes two gradients")
DIGITS = read(SNIPPETS / "relations" / "sam_on_digits.py")
first, stop = map(int, re.search(r"\(\[(\d+), (\d+)\]\)", DIGITS).groups())
page.number("stop early by 300", equals=stop - first)
page.number("by the same 300", equals=stop - first)
# What the run printed: by split the losses of stopping, of L2 and of SAM.
ROWS = re.findall(r"#> +(0\.\d+) +(0\.\d+) +(0\.\d+)", DIGITS)
page.number("in three splits", equals=sum(sam < stop for stop, _, sam in ROWS))
page.number("splits of four", equals=len(ROWS))
page.number(
    "in all four",
    equals=sum(l2 == min(stop, l2, sam) for stop, l2, sam in ROWS),
)
page.number("batch twice", because="in both passes, as printed")
MOVED = read(SNIPPETS / "pitfalls" / "sam_in_bfloat16.py")
inputs, outputs = re.search(r"Linear\((\d+), (\d+),", MOVED).groups()
count = int(inputs) * int(outputs)
rho = float(re.search(r"rho=(.+)\)", MOVED)[1])
page.number("layer of 10,000", equals=count)
page.number("over 10,000", equals=count)
page.number("is about 0.0005", equals=rho / count**0.5)
page.number("are 0.0078 apart", equals=torch.finfo(torch.bfloat16).eps)
page.number("half of that", because="it is rounded to the nearest number")
page.number("$h = 10$", because="half of it is the 5 in the run")
SWINGS = read(SNIPPETS / "pitfalls" / "sam_never_settles.py")
swing = re.search(r"#> rho 0\.1, rate falls False: (\S+)", SWINGS)[1]
page.number("that is 0.033", equals=float(swing))
page.number("for two gradients", equals=DIGITS.count(".backward()"))
page.number("computes two gradients", equals=DIGITS.count(".backward()"))
page.number("has two gradients", equals=DIGITS.count(".backward()"))
RANKS = inspect.signature(run_on_ranks).parameters["ranks"].default
page.number("run on two ranks", equals=RANKS)
page.number("On two ranks SAM", equals=RANKS)
page.number("on two ranks, each", equals=RANKS)
SPLIT = read(SNIPPETS / "pitfalls" / "sam_over_ranks.py")
chunks = int(re.search(r"chunk\((\d+)\)\[rank\]", SPLIT)[1])
page.number("with half of the samples", equals=1 / chunks)
UPHILL = read(SNIPPETS / "relations" / "two_networks_uphill.py")
away = float(re.search(r"around, .* = worst\(model, (.+?)\)", UPHILL)[1])
page.number("Half a unit", equals=away)
of_sam, of_all = (
    int(re.search(pattern, DIGITS)[1])
    for pattern in (r'"SAM": .*"steps": (\d+)', r"def trained.*steps=(\d+)")
)
page.number("half the steps", equals=of_sam / of_all)
# What the run printed: the mean rise with other masks, and with the same.
MASKS = read(SNIPPETS / "pitfalls" / "sam_with_dropout.py")
other, same = map(float, re.findall(r"#> same masks .* rise (\S+),", MASKS))
page.number("rise is half of", equals=other / same)
