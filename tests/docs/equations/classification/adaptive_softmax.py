"""Equations of docs/classification/adaptive-softmax.md."""

import re

import torch
from torch import nn

from lossbook.paths import SNIPPETS
from lossbook.sources import read
from snippets.figures import adaptive_softmax
from snippets.relations import adaptive_softmax_sums_to_one
from tests.docs.binding import Page, index, moderate, unit, whole

page = Page("classification/adaptive-softmax")
# Three classes in the head, clusters of two and of four; features of 8.
SIZES = torch.tensor([2, 4])
FIRST, LAST = torch.tensor([4, 6]), torch.tensor([5, 9])
HEAD, CLUSTERS, CLASSES, FEATURES = 3, 2, 9, 8


def module(device="cpu"):
    return nn.AdaptiveLogSoftmaxWithLoss(
        FEATURES,
        CLASSES,
        cutoffs=[HEAD, HEAD + 2],
        div_value=2.0,
        device=device,
        dtype=torch.float64,
    )


torch.manual_seed(0)
ADAPTIVE = module()


def cluster(k):
    return (k > HEAD).long() + (k > HEAD + 2).long()


def head(h):
    return ADAPTIVE.head(h).softmax(0)


def within(h):
    q = torch.zeros(CLUSTERS, CLASSES, dtype=torch.float64)
    for c, tail in enumerate(ADAPTIVE.tail):
        q[c, FIRST[c] - 1 : LAST[c]] = tail(h).softmax(0)
    return q


fixed = {
    "n_0": whole(HEAD, HEAD),
    "C": whole(CLUSTERS, CLUSTERS),
    "K": whole(CLASSES, CLASSES),
    "D": whole(FEATURES, FEATURES),
}
feature = moderate.over("D")
page.bind(
    "eq:adaptive",
    **fixed,
    h=feature,
    k=index("K"),
    c=cluster,
    s=head,
    q=within,
    p=lambda h: ADAPTIVE.log_prob(h[None])[0].exp(),
)
page.bind(
    "eq:adaptive-projection",
    D=whole(FEATURES, FEATURES),
    v=whole(2, 2),
    c=whole(1, 2),
    D_c=lambda c: torch.tensor(ADAPTIVE.tail[int(c) - 1][0].out_features),
    floor=lambda x: x.floor(),
)
page.bind(
    "eq:adaptive-sum",
    **fixed,
    h=feature,
    s=head,
    q=within,
    f=lambda: FIRST,
    g=lambda: LAST,
    p=lambda h: ADAPTIVE.log_prob(h[None])[0].exp(),
)
page.bind(
    "eq:adaptive-head-gradient",
    J=whole(5, 5),
    z=moderate.over("J"),
    t=index("J"),
    j=index("J"),
    s=lambda z: z.softmax(0),
    ell=lambda z, t: nn.functional.cross_entropy(z, t - 1),
)


def tail_loss(u, t, y):
    """Of cluster 2, classes 6 to 9, for a target in it or elsewhere."""
    inside = nn.functional.cross_entropy(u[5:], y.clamp(6) - 6)
    return torch.where(t == HEAD + 2, inside, 0 * inside)


page.bind(
    "eq:adaptive-tail-gradient",
    n_0=whole(HEAD, HEAD),
    K=whole(CLASSES, CLASSES),
    c=whole(2, 2),
    k=whole(6, 9),
    y=whole(6, 9),
    t=whole(1, 5),
    u=moderate.over("K"),
    q=lambda u: torch.stack(
        [torch.zeros(9).double(), torch.cat([u[:5], u[5:].softmax(0)])]
    ),
    ell=tail_loss,
)
page.bind(
    "eq:adaptive-full",
    D=whole(1, 9),
    K=whole(1, 9),
    F=lambda D, K: torch.tensor(
        nn.Linear(int(D), int(K), bias=False).weight.numel()
    ),
)
size = {
    "n_0": whole(HEAD, HEAD),
    "C": whole(CLUSTERS, CLUSTERS),
    "D": whole(FEATURES, FEATURES),
    "n": lambda: SIZES,
    "D_c": lambda c: torch.tensor(ADAPTIVE.tail[int(c) - 1][0].out_features),
}
page.bind(
    "eq:adaptive-parameters",
    **size,
    A=lambda: torch.tensor(sum(w.numel() for w in ADAPTIVE.parameters())),
)


def work(pi):
    """Weights of the head, and those of each cluster by its share."""
    total = torch.tensor(ADAPTIVE.head.weight.numel()).double()
    for share, tail in zip(pi, ADAPTIVE.tail, strict=True):
        total = total + share * sum(w.numel() for w in tail.parameters())
    return total


page.bind("eq:adaptive-work", **size, pi=unit.over("C"), W=work)
# The last cutoff of the figure, as a share of the classes.
CURVES = read(SNIPPETS / "figures" / "adaptive_softmax.py")
(divisor,) = re.findall(r"cutoffs = .* // (\d+)\]", CURVES)
page.number("ends at a fifth", equals=1 / int(divisor))
page.number("from a thousand", equals=adaptive_softmax.CLASSES[0])
page.number("to a million", equals=adaptive_softmax.CLASSES[-1])
page.number(
    "sum of a thousand", equals=adaptive_softmax_sums_to_one.by_hand.size(1)
)
