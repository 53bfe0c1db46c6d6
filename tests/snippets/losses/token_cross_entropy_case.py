import itertools
import math

import torch

from tests.snippets.case import (
    ELEMENT,
    INDICES,
    LOGITS,
    NOT_FINITE_AT_LEAST_0,
    SAMPLE,
    Inputs,
    LossCase,
    ignore_index,
)
from tests.snippets.exact import mp, softmax

LENGTH, WORDS = 3, 4


def next_token(target, index, shift, ignore_index):
    """What the position predicts; None if it counts for nothing."""
    at = index + 1 if shift else index
    if at >= len(target) or target[at] == ignore_index:
        return None
    return target[at]


def total(logits):
    return mp.log(mp.fsum(mp.exp(mp.mpf(z) - max(logits)) for z in logits)) + (
        mp.mpf(max(logits))
    )


def oracle(logits, target, index, shift, ignore_index, z_loss):
    y = next_token(target, index, shift, ignore_index)
    if y is None:
        return mp.zero
    lse = total(logits[index])
    return [lse, -mp.mpf(logits[index][y]), mp.mpf(z_loss) * lse**2]


def gradient(logits, target, index, shift, ignore_index, z_loss):
    y = next_token(target, index, shift, ignore_index)
    slopes = [[mp.zero] for row in logits for _ in row]
    if y is None:
        return slopes
    row = logits[index]
    factor = 1 + 2 * mp.mpf(z_loss) * total(row)
    for k in range(len(row)):
        terms = [factor * softmax(row, k)[0]]
        slopes[index * len(row) + k] = terms + [-mp.one] * (k == y)
    return slopes


def batch(dtype, size):
    random = torch.Generator().manual_seed(size)
    logits = 3 * torch.randn(size, LENGTH, WORDS, generator=random)
    target = torch.arange(size * LENGTH).view(size, LENGTH) * 3 % WORDS
    return logits.to(dtype), target


def extremes(dtype):
    rows = [
        [first, second, 1.0, 1.0]
        for first, second in itertools.product(LOGITS, LOGITS[::5])
    ]
    rows = rows[: len(rows) // LENGTH * LENGTH]
    logits = torch.tensor(rows).to(dtype).view(-1, LENGTH, WORDS)
    target = torch.arange(logits.shape[0] * LENGTH).view(-1, LENGTH) * 3 % WORDS
    return logits, target


def ignored(tensors, where, options):
    """Mark the token that each of these positions predicts."""
    if options["shift"]:
        where = torch.cat([torch.zeros_like(where[:, :1]), where[:, :-1]], 1)
    return ignore_index(tensors, where, options)


case = LossCase(
    inputs=Inputs(batch=batch, extremes=extremes, labels=INDICES, class_dim=2),
    oracle=oracle,
    gradient=gradient,
    value_of=ELEMENT,
    depends_on=SAMPLE,
    good={
        "shift": (True, False),
        "ignore_index": (-100, 1),
        "z_loss": (0.0, 1e-4, 0.5),
    },
    bad={
        "shift": (None, 1, "True"),
        "ignore_index": (None, 1.5, math.nan),
        "z_loss": (*NOT_FINITE_AT_LEAST_0, None, "1"),
    },
    between={"z_loss": (0.0, 2.0)},
    weights=lambda tensors, values, options: counted(tensors[-1], options).to(
        values.dtype
    ),
    ignore=ignored,
    unbatched=False,
    cancels="terms of unlike sign cancel",
)


def counted(target, options):
    """The positions whose token counts."""
    kept = target != options["ignore_index"]
    if not options["shift"]:
        return kept
    return torch.cat([kept[:, 1:], torch.zeros_like(kept[:, :1])], dim=1)
