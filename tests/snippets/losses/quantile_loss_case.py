import math

import torch

from tests.snippets.case import REGRESSION, LossCase
from tests.snippets.exact import mp
from tests.snippets.invariances import (
    TRANSLATION,
    reflection_of_the_level,
)


def level(tau):
    return mp.mpf(float(tau))


def oracle(input, target, quantile):
    e = mp.mpf(input) - mp.mpf(target)
    return max((1 - level(quantile)) * e, -level(quantile) * e)


def gradient(input, target, quantile):
    e = mp.mpf(input) - mp.mpf(target)
    return [(mp.sign(e) + 1) / 2 - level(quantile)]


case = LossCase(
    inputs=REGRESSION,
    oracle=oracle,
    gradient=gradient,
    good={"quantile": (0.9, 0.5, 0.1, 0.01, torch.tensor(0.25))},
    bad={
        "quantile": (
            0.0,
            1.0,
            -0.1,
            math.nan,
            torch.ones(5),
            torch.ones(2, 6),
        )
    },
    between={"quantile": (0.01, 0.99)},
    invariances=(TRANSLATION, reflection_of_the_level("quantile")),
)
