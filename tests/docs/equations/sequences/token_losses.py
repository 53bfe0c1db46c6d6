"""Equations of docs/sequences/token-losses.md."""

import inspect
import math
import re

import numpy as np
import torch
from torch.nn import functional as F

from lossbook.paths import SNIPPETS
from lossbook.result_files import CHUNKS, recorded
from lossbook.sources import read
from snippets.losses.token_cross_entropy import token_cross_entropy
from tests.docs.binding import (
    Domain,
    Page,
    index,
    moderate,
    positive,
    unit,
    whole,
)

page = Page("sequences/token-losses")


def some(chance, sizes):
    """Which tokens count: one of them at least."""
    rest = [chance.choice((0, 1)) for _ in range(3)]
    return np.array([1, *rest], dtype=object)


def probability(z, y):
    """Of the next token, at each position."""
    return torch.softmax(z, dim=-1).gather(1, y.long()[:, None] - 1)[:, 0]


def mean(z, y, m):
    target = torch.where(m > 0, y.long() - 1, -100)
    return token_cross_entropy(z[None], target[None], shift=False)


def ell(z, y, w):
    return token_cross_entropy(
        z[None, None], y.long()[None, None] - 1, shift=False, z_loss=w.item()
    )


positions = {
    "T": whole(4, 4),
    "z": moderate.over("T", "K"),
    "y": index("K").over("T"),
    "p": probability,
}
page.bind("eq:token", m=Domain(some), L=mean, **positions)
page.bind(
    "eq:token-perplexity",
    L=lambda z, y: mean(z, y, torch.ones(len(y))),
    **positions,
)
one = {
    "z": moderate.over("K"),
    "y": index("K"),
    "w": positive,
    "ell": ell,
}
page.bind("eq:token-z", **one)
page.bind("snippets/losses/token_cross_entropy.py", **one)
page.bind(
    "eq:linear-cross-entropy",
    D=whole(2, 4),
    w=moderate.over("K", "D"),
    h=moderate.over("D"),
    y=index("K"),
    ell=lambda h, y, w: F.linear_cross_entropy(h, w, y - 1),
)
page.bind("eq:token-shift", z=moderate.over("K"), c=moderate)
page.bind(
    "eq:token-gradient",
    z=moderate.over("K"),
    y=index("K"),
    k=index("K"),
    w=unit,
    p=lambda z: torch.softmax(z, dim=-1),
    s=lambda z: torch.logsumexp(z, dim=-1),
    ell=r"\log \sum_{j=1}^{K} \exp(z_j) - z_y"
    r" + w (\log \sum_{j=1}^{K} \exp(z_j))^2",
)
measured = recorded(CHUNKS)
sizes, settings = measured["sizes"], measured["settings"]
page.number("for 2048 tokens", equals=sizes["tokens"])
page.number("and 32768 words", equals=sizes["words"])
page.number("takes 738 MiB", equals=settings["none"]["mebibytes"])
page.number("in chunks of 128 tokens", because="that is their name there")
page.number("tokens 19 MiB", equals=settings["128"]["mebibytes"])
page.number(
    "takes 2.9 times as long",
    equals=settings["auto"]["seconds"] / settings["none"]["seconds"],
)
page.number("train a tiny one twice", because="with the shift, and without")
# What two of the runs printed.
KEPT = read(SNIPPETS / "relations" / "z_loss_keeps_logits_in_place.py")
plain, kept = re.search(r"#> shift 200\.0: (\S+), (\S+),", KEPT).groups()
page.number("costs 4.0910 more", equals=float(kept) - float(plain))
page.number("new in PyTorch 2.13", because="the version that brought it")
page.number("three sequences, one", because="of 6 tokens each, the first size")
ignored = inspect.signature(F.cross_entropy).parameters["ignore_index"].default
page.number("get the target −100", equals=ignored)
page.number("set −100 by the lengths", equals=ignored)
MANY = read(SNIPPETS / "numerics" / "token_cross_entropy.py")
rounded = float(re.search(r"#> torch\.bfloat16: .* (\S+)", MANY)[1])
ends = torch.tensor([rounded, math.inf], dtype=torch.bfloat16)
page.number("and 15.5625", equals=torch.nextafter(*ends).item())
