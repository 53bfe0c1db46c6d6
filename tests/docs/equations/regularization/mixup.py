"""Equations of docs/regularization/mixup.md."""

import re
from unittest.mock import patch

import torch
from torch.nn import functional as F

from lossbook.paths import SNIPPETS
from lossbook.sources import read
from snippets.tools import mixup as snippet
from tests.docs.binding import (
    Page,
    index,
    moderate,
    positive,
    probabilities,
    unit,
)

page = Page("regularization/mixup")


def mixed(mix, x, i, j, lambda_):
    """Sample i mixed with sample j by the snippet, for a given share."""
    pair = torch.stack([x[int(i) - 1], x[int(j) - 1]])
    drawn = float(lambda_), torch.tensor([1, 0])
    with patch.object(snippet, "_drawn", lambda *_, **__: drawn):
        return mix(pair)[0][0]


def x_tilde(x, i, j, lambda_):
    return mixed(snippet.mixup, x, i, j, lambda_)


def cross_entropy(y, p):
    return F.cross_entropy(p.log(), y)


pair = {"i": index("N"), "j": index("N"), "lambda_": unit}
page.bind("eq:mixup", x=moderate.over("N"), x_tilde=x_tilde, **pair)
page.bind(
    "snippets/tools/mixup.py", x=moderate.over("N"), x_mixed=x_tilde, **pair
)


def one_loss(y, z, i, j, lambda_):
    first, second = (F.cross_entropy(z, y[int(n) - 1]) for n in (i, j))
    return lambda_ * first + (1 - lambda_) * second


softly = {
    **pair,
    "y": probabilities.over("N", "K"),
    "z": moderate.over("K"),
    "p": lambda z: z.softmax(-1),
}
page.bind("eq:mixup-loss", ell=one_loss, H=cross_entropy, **softly)
page.bind("eq:mixup-soft", ell=one_loss, H=cross_entropy, **softly)
page.bind("eq:mixup-gradient", ell=one_loss, k=index("K"), **softly)
page.bind("eq:mixup-linear", **softly)


def cut(x, i, j, M):
    """What the snippet makes of two pictures of one row, for that box."""
    whole = x[[int(i) - 1, int(j) - 1]][:, None]
    box = (M == 0).nonzero().flatten()
    sides = iter([slice(0, 1), slice(int(box[0]), int(box[-1]) + 1)])
    drawn = 0.5, torch.tensor([1, 0])
    with (
        patch.object(snippet, "_drawn", lambda *_, **__: drawn),
        patch.object(snippet, "_side", lambda *_: next(sides)),
    ):
        return snippet.cutmix(whole)[0][0, 0]


page.bind(
    "eq:cutmix",
    x=moderate.over("N", "K"),
    x_i=lambda x, i: x[int(i) - 1],
    x_j=lambda x, j: x[int(j) - 1],
    i=index("N"),
    j=index("N"),
    a=index("K"),
    M=lambda x, a: (torch.arange(1, x.shape[1] + 1) > a).double(),
    x_tilde=cut,
)


def losses(z, y, w, lambda_):
    """The two losses of a batch whose partners are the next ones."""
    first, second = (
        F.cross_entropy(z, target, weight=w)
        for target in (y - 1, y.roll(1) - 1)
    )
    return lambda_ * first + (1 - lambda_) * second


def soft(z, y, w, lambda_):
    one_hot = F.one_hot(y - 1, z.shape[1]).double()
    target = lambda_ * one_hot + (1 - lambda_) * one_hot.roll(1, 0)
    return F.cross_entropy(z, target, weight=w)


page.bind(
    "eq:mixup-weights",
    z=moderate.over("N", "K"),
    y=index("K").over("N"),
    w=positive.over("K"),
    lambda_=unit,
    L=losses,
    S=soft,
)
page.bind(
    "eq:mixup-variance",
    alpha=positive,
    v=lambda alpha: torch.distributions.Beta(alpha, alpha).variance,
)


def kept(s):
    """The mean over all centres, of which each piece is a straight line."""
    zero = torch.zeros_like(s)
    centres = torch.stack([zero, s / 2, 1 - s / 2, 1 + zero])
    side = (centres + s / 2).clamp(max=1) - (centres - s / 2).clamp(min=0)
    return 1 - torch.trapezoid(side, centres) ** 2


page.bind("eq:cutmix-kept", s=unit, m=kept)
page.bind(r"$s = \sqrt{1 - \lambda}$", lambda_=unit, s=r"\sqrt{1 - \lambda}")
page.bind(
    "eq:mixup-numbers",
    y=moderate.over("N"),
    y_hat=moderate,
    **pair,
)
half = torch.tensor(0.5).sqrt().double()
page.number("that is 0.66", equals=kept(half).item())
DIGITS = read(SNIPPETS / "relations" / "mixup_on_digits.py")
first, stop = map(int, re.search(r"\(\[(\d+), (\d+)\]\)", DIGITS).groups())
page.number("stop early by 300", equals=stop - first)
page.number("by the same 300", equals=stop - first)
page.number("are smoothed twice", because="once, and once more")
page.number("stays near a half", because="as the first is the larger as often")
page.number("only half of the time", because="both have the same distribution")
page.number(r"\frac{s^2}{8}", because="the integral of s / 2 - c up to s / 2")
page.number("For half the area", because="what is computed with")
BOXES = read(SNIPPETS / "pitfalls" / "cutmix_share_that_was_drawn.py")
drawn = float(re.search(r"size, drawn = \d+, (.+)", BOXES)[1])
page.number("boxes of half the area", equals=1 - drawn)


def in_a_mean():
    """How many samples of a batch are in one that the snippet has mixed."""
    drawn = 0.5, torch.tensor([1, 2, 3, 0])
    with patch.object(snippet, "_drawn", lambda *_, **__: drawn):
        return len(snippet.mixup(torch.eye(4))[0][0].nonzero())


page.number("means of two samples", equals=in_a_mean())
page.number("mean of two samples", equals=in_a_mean())
# One for the label of each.
page.number("two losses or", equals=in_a_mean())
