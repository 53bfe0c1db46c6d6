"""Equations of docs/similarity/cosine-similarity.md."""

import mpmath
import numpy as np
import torch
from torch.nn import functional as F

from snippets.figures.cosine_similarity import CASES
from snippets.figures.cosine_similarity_curve import PAIRS
from tests.docs.binding import (
    Domain,
    Page,
    between,
    index,
    moderate,
    plus_minus,
    positive,
    whole,
)

page = Page("similarity/cosine-similarity")


def cosine(a, b):
    return F.cosine_similarity(a, b, dim=-1)


def unit_vector(chance, _):
    vector = np.array(
        [mpmath.mpf(chance.gauss(0, 1)) for _ in range(3)], dtype=object
    )
    return vector / mpmath.sqrt((vector**2).sum())


vector = moderate.over("D")
page.bind("eq:cosine", D=whole(2, 5), a=vector, b=vector, c=cosine)
page.bind(
    "eq:cosine-norm",
    D=whole(2, 5),
    a=vector,
)
page.bind(
    "eq:cosine-eps",
    D=whole(2, 5),
    a=vector,
    b=vector,
    rho=between(0.5, 4),
    c=lambda a, b, rho: F.cosine_similarity(a, b, dim=-1, eps=rho.item()),
)
page.bind(
    "eq:cosine-embedding",
    D=whole(2, 5),
    a=vector,
    b=vector,
    y=plus_minus,
    m=between(-0.9, 0.9),
    c=cosine,
    ell=lambda a, b, y, m: F.cosine_embedding_loss(
        a, b, y, margin=m.item(), reduction="none"
    ),
)
page.bind(
    "eq:cosine-logits",
    D=whole(2, 5),
    i=index("N"),
    k=index("K"),
    x=moderate.over("N", "D"),
    w=moderate.over("K", "D"),
    T=positive,
    c=cosine,
    z=lambda x, w, T: F.normalize(x) @ F.normalize(w).T / T,
)
pair = {
    "D": whole(2, 5),
    "d": index("D"),
    "a": vector,
    "b": vector,
    "c": cosine,
}
page.bind("eq:cosine-length", **pair)
page.bind("eq:cosine-gradient", **pair)
page.bind("eq:cosine-quotient", **pair)
page.bind("eq:cosine-orthogonal", **pair)
page.bind("eq:cosine-gradient-length", **pair)
page.bind(
    "eq:cosine-distance",
    D=whole(3, 3),
    a=Domain(unit_vector),
    b=Domain(unit_vector),
    c=cosine,
)
page.bind("eq:cosine-floor", T=between(0.05, 3), K=whole(2, 1000))
page.number("the mixed term is $-2", because="of a square of a difference")
# The targets of the curves, in the captions' order.
_, pushed = (y for y, _ in PAIRS.values())
page.number("degrees, for y = −1", equals=pushed)
_, apart, apart_by_a_margin = (y for y, _ in CASES.values())
page.number("y = −1, and", equals=apart)
page.number("and for y = −1", equals=apart_by_a_margin)
ahead, aside = torch.eye(2)
page.number("$-1$ for opposite", equals=cosine(ahead, -ahead).item())


def cost(a, b, y, margin=0.0):
    return F.cosine_embedding_loss(a, b, torch.tensor(y), margin=margin).item()


# The targets for which a pair costs anything.
used = [
    y for y in range(-3, 4) if cost(ahead, ahead, y) + cost(ahead, -ahead, y)
]
(different,) = (y for y in used if cost(ahead, ahead, y))
page.number("$-1$ if not", equals=different)
near = ahead + aside  # 45 degrees
(may_be_near,) = (y for y in used if not cost(ahead, near, y, margin=0.8))
page.number("with $y = -1$ may", equals=may_be_near)
(free_apart,) = (y for y in used if not cost(ahead, aside - ahead, y))
page.number("with $y = -1$ pays", equals=free_apart)
page.number("and $-1$. With", equals=min(used))
page.number("or $-1$, of shape", equals=min(used))
(with_margin,) = (
    y for y in used if cost(ahead, near, y, margin=0.5) != cost(ahead, near, y)
)
page.number("counts for $y = -1$ only", equals=with_margin)
page.number("and $-1$, and checks", equals=min(used))
