import itertools
import math

import torch

from tests.snippets.case import LOGITS, SAMPLE, Inputs, LossCase
from tests.snippets.exact import mp

CLASSES = 3


def softened(scores, temperature):
    """The logarithms of the softmax of the scores over the temperature."""
    scores = [mp.mpf(z) / mp.mpf(float(temperature)) for z in scores]
    largest = max(scores)
    total = mp.fsum(mp.exp(z - largest) for z in scores)
    return [z - largest - mp.log(total) for z in scores]


def oracle(logits, teacher, temperature):
    # As many digits more as 1 takes away from the least of float64.
    with mp.extradps(400):
        log_p = softened(logits, temperature)
        log_y = softened(teacher, temperature)
        return mp.mpf(float(temperature)) ** 2 * mp.fsum(
            mp.exp(y) * (y - p) for p, y in zip(log_p, log_y, strict=True)
        )


def gradient(logits, teacher, temperature):
    log_p, log_y = softened(logits, temperature), softened(teacher, temperature)
    factor = mp.mpf(float(temperature))
    return [
        [factor * mp.exp(p), -factor * mp.exp(y)]
        for p, y in zip(log_p, log_y, strict=True)
    ]


def batch(dtype, size):
    random = torch.Generator().manual_seed(size)
    both = 3 * torch.randn(2, size, CLASSES, generator=random)
    return tuple(both.to(dtype))


def extremes(dtype):
    rows = [
        ([z, other, 0.5], [other, v, -1.0])
        for z, v, other in itertools.product(LOGITS[::2], LOGITS, (0.0, 1e4))
    ]
    logits, teacher = map(torch.tensor, zip(*rows, strict=True))
    return logits.to(dtype), teacher.to(dtype)


case = LossCase(
    inputs=Inputs(names=("logits", "teacher"), batch=batch, extremes=extremes),
    oracle=oracle,
    gradient=gradient,
    value_of=SAMPLE,
    depends_on=SAMPLE,
    good={"temperature": (4.0, 1.0, 0.5, 20.0)},
    bad={"temperature": (0.0, -1.0, math.inf, math.nan)},
    between={"temperature": (0.25, 50.0)},
    differentiable=("logits",),
    cancels="terms of unlike sign cancel in the gradient",
    unbatched=True,
)
