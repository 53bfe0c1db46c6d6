"""Equations of docs/sequences/ctc.md.

Classes are counted from 1, and class 1 is the blank.
"""

import re
from collections import Counter
from inspect import signature
from itertools import groupby, product

import torch
from torch import nn
from torch.nn import functional as F

from lossbook.paths import SNIPPETS
from lossbook.sources import read
from snippets.figures.ctc import PATH, WORD, edges, moves, places_of
from snippets.figures.ctc_target import CLASSES, STEPS, TEXT, target
from snippets.pitfalls import guessed_alignment
from tests.docs.binding import (
    Domain,
    Page,
    index,
    moderate,
    whole,
)

page = Page("sequences/ctc")
letter = Domain(lambda chance, sizes: chance.randint(2, sizes["K"]))


def ell(z, y):
    return F.ctc_loss(
        z.log_softmax(1)[:, None],
        y[None].long() - 1,
        torch.tensor([len(z)]),
        torch.tensor([len(y)]),
        reduction="sum",
    )


def softmax(z):
    return z.softmax(dim=1)


def paths(z, y):
    """All paths that are read as the text."""
    steps, classes = z.shape
    found = [
        path
        for path in product(range(1, classes + 1), repeat=steps)
        if [k for k, _ in groupby(path) if k > 1] == y.tolist()
    ]
    return torch.tensor(found)


def count(z, y):
    return torch.tensor(len(paths(z, y)))


def probabilities_of_paths(z, y):
    p = softmax(z)
    found = paths(z, y) - 1
    return p[torch.arange(len(p)), found].prod(dim=1)


def with_blanks(y):
    return torch.tensor([1, *(k for each in y.tolist() for k in (each, 1))])


def skips(y):
    """Where the blank before a place may be skipped."""
    places = with_blanks(y)
    allowed = [
        s > 1 and places[s] != 1 and places[s] != places[s - 2]
        for s in range(len(places))
    ]
    return torch.tensor(allowed).double()


def alpha(z, y):
    """The sum over all beginnings, walked one by one."""
    p, places, may = softmax(z), with_blanks(y) - 1, skips(y)
    sums = torch.zeros(len(z), len(places), dtype=torch.float64)
    begun = [([s], p[0, places[s]]) for s in (0, 1)]
    for t in range(len(z)):
        for walk, probability in begun:
            sums[t, walk[-1]] += probability
        if t + 1 < len(z):
            begun = [
                ([*walk, to], probability * p[t + 1, places[to]])
                for walk, probability in begun
                for to in range(walk[-1], min(walk[-1] + 3, len(places)))
                if to < walk[-1] + 2 or may[to]
            ]
    return sums


SIZES = {"T": whole(4, 5), "S": whole(2, 2), "K": whole(2, 3)}
text = {**SIZES, "z": moderate.over("T", "K"), "y": letter.over("S")}
of_paths = {
    **text,
    "p": softmax,
    "pi": paths,
    "R": count,
    "P": probabilities_of_paths,
}
page.bind("eq:ctc", **of_paths, ell=ell)
in_the_lattice = {
    **text,
    "p": softmax,
    "y_tilde": with_blanks,
    "u": skips,
    "alpha": alpha,
    "M": lambda y: torch.tensor(2 * len(y) + 1),
}
page.bind(
    "eq:ctc-alpha",
    # Many letters, or most would be alike, and no blank could be skipped.
    **{**in_the_lattice, "K": whole(4, 5), "S": whole(3, 3)},
    t=whole(3, 4),
    s=whole(3, 7),
)
page.bind("eq:ctc-end", **in_the_lattice, ell=ell)


def share(z, y):
    """From the gradient: what PyTorch takes off the probabilities."""
    z = z.clone().requires_grad_()
    (gradient,) = torch.autograd.grad(ell(z, y), z)
    return softmax(z.detach()) - gradient


at_a_step = {**of_paths, "t": whole(1, 4), "k": index("K"), "gamma": share}
page.bind("eq:ctc-share", **at_a_step)
page.bind("eq:ctc-gradient", **at_a_step, ell=ell)
page.bind("eq:ctc-gradient-steps", **at_a_step, ell=ell)
page.bind(
    r"$\frac{\partial \log p_{tj}}{\partial z_{tk}}"
    r" = \mathbb{1}[j = k] - p_{tk}$",
    T=whole(4, 5),
    z=moderate.over("T", "K"),
    t=whole(1, 4),
    j=index("K"),
    k=index("K"),
    p_tj=r"\frac{\exp(z_{tj})}{\sum_{i=1}^{K} \exp(z_{ti})}",
    p_tk=r"\frac{\exp(z_{tk})}{\sum_{i=1}^{K} \exp(z_{ti})}",
)
page.bind(
    "eq:ctc-fits",
    iff="f = 1",
    T=whole(1, 6),
    S=whole(1, 4),
    K=whole(2, 3),
    z=moderate.over("T", "K"),
    y=letter.over("S"),
    f=lambda z, y: ell(z, y).isfinite().double(),
)
page.number(
    "a quarter of the steps", equals=1 / guessed_alignment.words.size(1)
)
page.number('"too" in six steps', equals=len(PATH))
page.number("seven places", equals=len(places_of(WORD)))
page.number("halves the number of steps", because="an example")
page.number(r"at $s - 2$", because="the skip in the recursion")
drawn = edges(places_of(WORD), len(PATH))
page.number("first two places", equals=len({a for t, a, _ in drawn if t == 1}))
page.number(
    "the last two.",
    equals=len({b for t, _, b in drawn if t == len(PATH) - 1}),
)
# As many as lead to the place that most moves lead to.
((_, came_from),) = Counter(b for _, b in moves(places_of(WORD))).most_common(1)
page.number("one of three places", equals=came_from)
page.number("These three cases", equals=came_from)
page.number("three narrow peaks", equals=TEXT.numel())
blank = target(torch.zeros(STEPS, len(CLASSES)))[:, 0]
page.number(
    "above a third everywhere",
    equals=max(1 / part for part in range(2, 9) if 1 / part < blank.min()),
)
page.number("the last three and", equals=len(signature(nn.CTCLoss).parameters))
UNCHECKED = read(SNIPPETS / "pitfalls" / "ctc_label_out_of_range.py")
below = min(map(int, re.findall(r"#> .*, label (\S+):", UNCHECKED)))
page.number("and −1, for classes", equals=below)
page.number("and −1 the loss", equals=below)
page.number("−1 is often", equals=below)
