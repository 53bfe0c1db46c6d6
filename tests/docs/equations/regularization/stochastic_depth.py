"""Equations of docs/regularization/stochastic-depth.md."""

import itertools
import re
from unittest.mock import patch

import numpy as np
import torch

from lossbook.paths import SNIPPETS
from lossbook.sources import read
from snippets.figures import drop_block as figure
from snippets.figures import stochastic_depth_curve
from snippets.pitfalls import stochastic_depth_rates
from snippets.tools.drop_block import drop_block
from snippets.tools.stochastic_depth import linear_rates, stochastic_depth
from tests.docs.binding import Page, bit, index, moderate, unit, whole

page = Page("regularization/stochastic-depth")


def f(x):
    """A branch."""
    return torch.tanh(2 * x)


def added(branch, p, m):
    """What the snippet adds, for these coins."""
    coins = float(p) + torch.where(m.reshape(-1) > 0, 0.001, -0.001)
    mode = "row" if len(coins) == len(branch) else "batch"
    with patch.object(torch, "rand", lambda *_, **__: coins):
        return stochastic_depth(branch, float(p), mode=mode)


def block(x, p, m):
    return x + added(f(x).view(1), p, m)[0]


def one_coin(p):
    """Both sides and their probabilities."""
    return [(p, {"m": 0}), (1 - p, {"m": 1})]


inputs = {"x": moderate, "p": unit, "f": f}
page.bind("eq:stochastic-depth", **inputs, m=bit, y=block)
page.bind("snippets/tools/stochastic_depth.py", **inputs, m=bit, y=block)
page.bind(
    "eq:depth-expectation",
    **inputs,
    outcomes=one_coin,
    y=r"x + \frac{m}{1 - p} f(x)",
)


def rates(D, p_D):
    return torch.tensor(linear_rates(float(p_D), int(D)), dtype=torch.float64)


depth = {"D": whole(1, 9), "p_D": unit, "d": index("D")}
page.bind("eq:depth-rates", **depth, p_d=lambda D, p_D, d: rates(D, p_D)[d - 1])
page.bind(
    "eq:branches-run",
    D=whole(1, 9),
    p_D=unit,
    p=rates,
)


def begins(p, b):
    """The rate at which the snippet lets blocks begin: where it drops one."""
    found = []

    class Drawn:
        def __lt__(self, gamma):
            found.append(gamma)
            return torch.ones(1, 1, int(b), int(b))

    with patch.object(torch, "rand", lambda *_, **__: Drawn()):
        drop_block(torch.ones(1, 1, 1, 1), float(p), int(b))
    return torch.tensor(found[0], dtype=torch.float64)


blocks = {"p": unit, "b": whole(1, 7)}
page.bind("eq:drop-block", **blocks, gamma=begins)
page.bind("eq:drop-block-kept", **blocks, gamma=begins)


def dropped(x, p, b, u):
    """What the snippet makes of a map, for these draws."""
    height, width = (size + int(b) - 1 for size in x.shape)
    drawn = u[None, None, :height, :width]
    with patch.object(torch, "rand", lambda *_, **__: drawn):
        return drop_block(x[None, None], float(p), int(b))[0, 0]


def below(x, p, b, u):
    """0 where a block lies that begins there or before, block by block."""
    mask = torch.ones_like(x)
    height, width = (size + int(b) - 1 for size in x.shape)
    for row, column in (u[:height, :width] < begins(p, b)).nonzero():
        rows, columns = (slice(max(0, n - b + 1), n + 1) for n in (row, column))
        mask[rows, columns] = 0
    return mask


page.bind(
    "snippets/tools/drop_block.py",
    **blocks,
    gamma=begins,
    H=whole(1, 4),
    W=whole(1, 4),
    x=moderate.over("H", "W"),
    S=whole(10, 10),
    u=unit.over("S", "S"),
    m=below,
    y=dropped,
)
page.bind(
    "eq:drop-block-paper",
    p=unit,
    b=whole(1, 5),
    H=whole(5, 14),
    W=whole(5, 14),
    # Each block inside of the map counts in full.
    gamma=lambda p, b, H, W: (
        p
        * torch.ones(int(H), int(W)).numel()
        / torch.ones(int(H), int(W))
        .unfold(0, int(b), 1)
        .unfold(1, int(b), 1)
        .numel()
    ),
)


def coins(p, f):
    """The sides for each of some branches, and their probabilities."""
    for m in itertools.product((0, 1), repeat=len(f)):
        yield p ** m.count(0) * (1 - p) ** m.count(1), {"m": np.array(m)}


branches = {"p": unit, "f": moderate.over("N")}
page.bind("eq:row-variance", **branches, outcomes=coins)
page.bind("eq:batch-variance", **branches, outcomes=one_coin)

half = torch.finfo(torch.float16)
page.number("rises from 0.3", equals=figure.noise(1))
# What the run printed: how many times the rate another library drops at most,
# and with blocks of which size.
SHARES = re.findall(
    r"#> +(0\.\d), (\d): +\S+ +(\S+)",
    read(SNIPPETS / "pitfalls" / "drop_block_drops_another_share.py"),
)
most, size = max((float(got) / float(p), int(b)) for p, b, got in SHARES)
page.number("up to twice as many", equals=round(most))
page.number("drops twice what", equals=round(most))
HOLES = read(SNIPPETS / "pitfalls" / "holes_in_a_smooth_map.py")
side = int(re.search(r"whole = .*kernel_size=(\d+)", HOLES)[1])
page.number("means of 4 by", equals=side)
page.number("by 4 of them", equals=side)
# One rate for all of them.
(rate,) = {float(p) for p in re.findall(r"\bp=(0\.\d+)", HOLES)}
page.number("Each time half", equals=rate)
# What the run printed: by contender the loss of each split.
ROWS = {
    name: losses.split()
    for name, losses in re.findall(
        r"#> +(\w+) +(0\..+)",
        read(SNIPPETS / "relations" / "drop_block_on_digits.py"),
    )
}
splits = list(zip(*ROWS.values(), strict=True))
page.number(
    "in two splits",
    equals=sum(dropout > max(l2, block) for _, l2, dropout, block in splits),
)
page.number("DropBlock, three splits", equals=len(splits))
page.number("Three splits say", equals=len(splits))
page.number("order of the three", equals=len(ROWS.keys() - {"stopping"}))
page.number(
    "within 0.04",
    equals=max(abs(float(l2) - float(block)) for _, l2, _, block in splits),
)
page.number("More than 65504", equals=half.max)
page.number("the last two of", because="what the paper says")
page.number("of four stages", because="those of ResNet-50")
page.number("with blocks of 7", equals=size)
page.number("rates of 4", equals=stochastic_depth_rates.depth)
page.number("saves a quarter", because="what the paper's abstract says")
# Of a thousand branches, the last of which has the rate that saves a quarter.
last = next(
    p
    for p in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
    if round(rates(1000, p).mean().item(), 2) == 0.25
)
page.number("rate of one half", equals=last)
page.number("three quarters of", equals=1 - rates(1000, last).mean().item())
page.number("Four pictures", equals=len(stochastic_depth_curve.KINDS))
page.number("Three networks", because="the rows of the run")
samples, maps, *_ = stochastic_depth_curve.masks()["dropout"].shape
page.number("pictures of two samples", equals=samples)
page.number("with two maps", equals=maps)
