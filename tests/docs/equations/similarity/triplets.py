"""Equations of docs/similarity/triplets.md."""

import inspect
import math
import re

import mpmath
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from lossbook.paths import SNIPPETS
from lossbook.sources import read
from snippets.figures.triplets_find_new_kinds import KINDS
from snippets.losses.batch_hard_triplet_loss import batch_hard_triplet_loss
from snippets.relations import triplets_find_new_kinds
from tests.docs.binding import (
    Domain,
    Page,
    between,
    index,
    moderate,
    one_of,
    plus_minus,
    positive,
    real,
    whole,
)

page = Page("similarity/triplets")


def distance(a, b):
    return torch.linalg.vector_norm(a - b)


def triplet(a, p, n, m):
    return F.triplet_margin_loss(a, p, n, margin=m.item(), eps=0)


def pairs_of_labels(_, sizes):
    """Each label at least twice, so that every sample has a triplet."""
    return np.array([at % 2 for at in range(sizes["N"])], dtype=object)


def among(x, y, alike, choose):
    """The largest or least distance of each sample to those alike or not."""
    far = torch.linalg.vector_norm(x[:, None] - x, dim=2)
    same = (y[:, None] == y) == alike
    if alike:
        same.fill_diagonal_(False)
    rows = zip(far, same, strict=True)
    return torch.stack([choose(row[mask]) for row, mask in rows])


def hardest(x, y):
    return among(x, y, True, torch.max)


def nearest(x, y):
    return among(x, y, False, torch.min)


def unit_vector(chance, _):
    vector = np.array(
        [mpmath.mpf(chance.gauss(0, 1)) for _ in range(3)], dtype=object
    )
    return vector / mpmath.sqrt((vector**2).sum())


def cosine(a, b):
    return F.cosine_similarity(a, b, dim=-1)


vector = moderate.over("D")
points = {"D": whole(2, 5), "a": vector, "p": vector, "n": vector}
page.bind("eq:triplet", d=distance, ell=triplet, m=positive, **points)
page.bind(
    "eq:pairwise-distance",
    D=whole(2, 5),
    a=vector,
    b=vector,
    q=one_of(1, 2, 3),
    rho=between(0.001, 0.5),
    d=lambda a, b, q, rho: F.pairwise_distance(
        a, b, p=q.item(), eps=rho.item()
    ),
)
batch = {
    "N": whole(4, 6),
    "D": whole(2, 4),
    "x": moderate.over("N", "D"),
    "y": Domain(pairs_of_labels),
    "h": hardest,
    "g": nearest,
}
page.bind(
    "eq:batch-hard",
    m=positive,
    L=lambda x, y, m: batch_hard_triplet_loss(x, y, margin=m.item()),
    **batch,
)
page.bind(
    "eq:batch-hard-soft",
    L=lambda x, y: batch_hard_triplet_loss(x, y, margin=None),
    **batch,
)
each = {"i": index("N"), **batch}
page.bind(
    "snippets/losses/batch_hard_triplet_loss.py#1",
    m=positive,
    ell=lambda x, y, m: batch_hard_triplet_loss(
        x, y, margin=m.item(), reduction="none"
    ),
    **each,
)
page.bind(
    "snippets/losses/batch_hard_triplet_loss.py#2",
    ell=lambda x, y: batch_hard_triplet_loss(
        x, y, margin=None, reduction="none"
    ),
    **each,
)
page.bind(
    "eq:margin-ranking",
    s=real,
    r=real,
    y=plus_minus,
    m=positive,
    ell=lambda s, r, y, m: F.margin_ranking_loss(s, r, y, margin=m.item()),
)
page.bind(
    "eq:hinge-embedding",
    d=positive,
    y=plus_minus,
    m=positive,
    ell=lambda d, y, m: F.hinge_embedding_loss(d, y, margin=m.item()),
)
page.bind(
    "eq:distance-gradient",
    D=whole(2, 5),
    j=index("D"),
    a=vector,
    b=vector,
    d=distance,
)
page.bind(
    "eq:triplet-negative",
    **points,
    j=index("D"),
    m=positive,
    d=distance,
    ell=triplet,
)
page.bind(
    "eq:triplet-anchor",
    **points,
    j=index("D"),
    # So that no triplet is satisfied.
    m=between(50, 60),
    d=distance,
    ell=triplet,
)
page.bind(
    "eq:triplet-shrink",
    i=index("N"),
    h=moderate.over("N"),
    g=moderate.over("N"),
    s=positive,
    m=positive,
)
page.bind(
    "eq:triplet-cosine",
    D=whole(3, 3),
    a=Domain(unit_vector),
    p=Domain(unit_vector),
    n=Domain(unit_vector),
    m=positive,
    c=cosine,
)
page.bind("$m > 0$", m=positive)


def tensors(function):
    """How many arguments have no default."""
    arguments = inspect.signature(function).parameters.values()
    return sum(each.default is each.empty for each in arguments)


new, label = triplets_find_new_kinds.new, triplets_find_new_kinds.new_label
page.number("Two numbers are measured", equals=new.shape[1])
page.number("come six kinds", equals=len(label.unique()))
page.number("eight samples", equals=(label == 20).sum().item())
page.number("each of three kinds", equals=len(KINDS))
page.number("$q$ is 2", because="of the Euclidean norm")
page.number("above 0.7", because="read off the figure: the sigmoid of 1")
page.number("at 0.693", equals=math.log(2))
# The first size for which the run printed a loss of 0.
SIZES = read(SNIPPETS / "pitfalls" / "triplet_scale.py")
satisfied = re.search(r"#> vectors (\S+) .* loss 0\.00", SIZES)[1]
page.number("five times as long", equals=float(satisfied))
a, n = torch.eye(2)
page.number(
    "is twice that of cosines",
    equals=((a - n).square().sum() / (cosine(a, a) - cosine(a, n))).item(),
)
page.bind("$y = 0$", y=one_of(0))
scores = tensors(F.margin_ranking_loss) - 1  # and the target
high, low = torch.ones(1), torch.zeros(1)


def in_order(first, second):
    """The target that says of two scores that they are in order."""
    return next(
        y
        for y in (1, -1)
        if not F.margin_ranking_loss(first, second, torch.tensor([y]))
    )


page.number("1 for the first", equals=in_order(high, low))
page.number("$-1$ for the second", equals=in_order(low, high))
# The target for which a large distance costs nothing.
(differ,) = (
    y
    for y in range(-3, 4)
    if not F.hinge_embedding_loss(torch.tensor([9.0]), torch.tensor([y]))
)
page.number("$-1$ that it does not", equals=differ)
page.number("or $-1$; for", equals=differ)
page.number("and $-1$, and the distance", equals=differ)
UNRANKED = read(SNIPPETS / "pitfalls" / "ranking_target_zero.py")
tried = map(int, re.findall(r"#> ranking, y = (\S+):", UNRANKED))
page.number("and with $-1$:", equals=min(tried))
page.number("ranks two scores", equals=scores)
page.number("any two scores", equals=scores)
page.number("higher of two scores", equals=scores)
page.number("Two scores", equals=scores)
page.number("multiplies all three", equals=tensors(F.triplet_margin_loss))
page.number("takes two tensors", equals=tensors(nn.PairwiseDistance().forward))
# Of each class a vector, and of all numbers a map.
NEW = read(SNIPPETS / "relations" / "triplets_on_new_classes.py")
own, every = (
    int(re.search(rf"{of} = torch\.{made}(\d+)[,)]", NEW)[1])
    for of, made in (("own", r"randn\(20, "), ("w", r"eye\("))
)
page.number("Four of", equals=own)
page.number("of sixteen", equals=every)
margin = inspect.signature(nn.TripletMarginLoss).parameters["margin"].default
page.number("is half of that", equals=margin / distance(a, -a).item())
