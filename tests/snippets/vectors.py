"""What the cases of losses of vectors share: batches, lengths and cosines."""

import math

import torch
from hypothesis import strategies as st
from torch import Tensor

from tests.snippets.case import Invariance, Tensors
from tests.snippets.exact import mp, remembered

WIDTH = 3
TEMPERATURE = (0.1, 0.07, 0.01, 1.0, torch.tensor(0.5))
BAD_TEMPERATURES = (
    0.0,
    -1.0,
    math.nan,
    math.inf,
    torch.tensor(1),
    torch.ones(1),
)
CANCELS = "In a cosine terms of unlike sign cancel"


def vectors(dtype: torch.dtype, size: int, seed: int) -> Tensor:
    """Normal ones, the same for each size."""
    random = torch.Generator().manual_seed(seed)
    return torch.randn(size, WIDTH, generator=random).to(dtype)


def extreme_vectors(dtype: torch.dtype) -> Tensor:
    """Short and long ones, parallel, opposite and at right angles.

    Their entries are those of all dtypes: half precision holds them exactly.
    """
    parallel = [1, 0, 0.5], [-1, 0, -0.5], [1, 0, 0.5]
    rows = torch.tensor([*parallel, [0, 2, 1], [0.25, -1, 3]])
    lengths = 2.0 ** torch.tensor([-10, 0, 12, 12, -4])
    return (rows * lengths.unsqueeze(1)).to(dtype)


def vectors_at_random(*size: int) -> st.SearchStrategy[Tensor]:
    """Vectors of any direction and length, which half precision holds."""

    def of(seed: int, exponents: list[int]) -> Tensor:
        directions = vectors(torch.float16, len(exponents), seed)
        scales = 2.0 ** torch.tensor(exponents).double()
        return (directions * scales.unsqueeze(1)).view(*size, WIDTH)

    count = math.prod(size)
    lengths = st.lists(st.integers(-6, 6), min_size=count, max_size=count)
    return st.builds(of, st.integers(0, 10**6), lengths)


@remembered
def cosine(a, b):
    """Of two vectors, each of exact numbers."""
    a, b = ([mp.mpf(entry) for entry in each] for each in (a, b))
    lengths = [mp.sqrt(mp.fsum(x * x for x in each)) for each in (a, b)]
    return mp.fdot(a, b) / lengths[0] / lengths[1]


def _longer(tensors: Tensors, options: dict) -> tuple[Tensors, dict]:
    """Each vector at a length of its own."""
    new = []
    for place, each in enumerate(tensors):
        if each.is_floating_point():
            length = torch.arange(each[..., :1].numel(), dtype=each.dtype)
            each = each * (2 + place + length).view_as(each[..., :1])
        new.append(each)
    return tuple(new), options


LENGTHS = Invariance(name="the lengths of the vectors", change=_longer)
