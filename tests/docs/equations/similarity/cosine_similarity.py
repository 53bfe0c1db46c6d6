"""Equations of docs/similarity/cosine-similarity.md."""

import mpmath
import numpy as np
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
