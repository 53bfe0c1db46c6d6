import math

import torch
from hypothesis import strategies as st

from tests.snippets.case import (
    BATCH,
    IDENTITIES,
    SAMPLE,
    Inputs,
    LossCase,
)
from tests.snippets.exact import mp
from tests.snippets.invariances import RENUMBERING, ROTATION

DIMENSIONS = 3


def vectors(dtype, size, seed=0, scale=1.0):
    """No two distances alike: where they are, one of both is the hardest."""
    random = torch.Generator().manual_seed(seed + size)
    x = scale * torch.randn(size, DIMENSIONS, generator=random)
    return x.to(dtype), torch.arange(size) % 2


def extremes(dtype):
    """Near and far samples, one alone, and two labels at one place."""
    near, _ = vectors(torch.float32, 4)
    far, _ = vectors(torch.float32, 5, scale=100)
    close, _ = vectors(torch.float32, 4, scale=1e-3)
    x = torch.cat([near, far, close, close[:1]])
    labels = torch.tensor([0, 1, 0, 1, 0, 1, 1, 0, 7, 0, 1, 1, 0, 1])
    return x.half().to(dtype), labels


@st.composite
def at_random(draw):
    """Three to five samples of at most three labels, of any size."""
    size = draw(st.integers(3, 5))
    seed, scale = draw(st.integers(0, 10**6)), draw(st.sampled_from(SCALES))
    x, _ = vectors(torch.float64, size, seed, scale)
    labels = draw(st.lists(st.integers(-1, 1), min_size=size, max_size=size))
    return x.float().double(), torch.tensor(labels)


# exp(h - g) is off by as much, relatively, as the distances are in all: of
# longer vectors float32 rounds these by more than the bound.
SCALES = (1e-3, 1.0, 10.0)


def distance(a, b):
    """The length of a - b."""
    return mp.sqrt(
        mp.fsum((mp.mpf(x) - mp.mpf(y)) ** 2 for x, y in zip(a, b, strict=True))
    )


def oracle(embeddings, labels, index, margin):
    own, label = embeddings[index], labels[index]
    others = [
        (distance(own, each), labels[at] == label)
        for at, each in enumerate(embeddings)
        if at != index
    ]
    same = [far for far, alike in others if alike]
    different = [far for far, alike in others if not alike]
    if not same or not different:
        return mp.zero
    h, g = max(same), min(different)
    if margin is None:
        return mp.log1p(mp.exp(h - g))
    terms = [h, -g, mp.mpf(margin)]
    return terms if mp.fsum(terms) > 0 else mp.zero


def with_a_triplet(tensors, values, options):
    """In the mean those count that have a sample alike, and one unlike."""
    _, labels = tensors
    alike = (labels[:, None] == labels).sum(1)
    return ((alike > 1) & (alike < len(labels))).to(values.dtype)


case = LossCase(
    inputs=Inputs(
        names=("embeddings", "labels"),
        labels=IDENTITIES,
        batch=vectors,
        extremes=extremes,
        random=at_random(),
    ),
    oracle=oracle,
    value_of=SAMPLE,
    depends_on=BATCH,
    weights=with_a_triplet,
    good={"margin": (2.0, None, 0.2)},
    bad={"margin": (0.0, -1.0, math.nan, math.inf)},
    invariances=(ROTATION, RENUMBERING),
    cancels="The two distances cancel",
)
