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


def weighed(input, target, expectile):
    """The error, and its weight."""
    e, tau = mp.mpf(input) - mp.mpf(target), level(expectile)
    return e, 1 - tau if e > 0 else tau


def oracle(input, target, expectile):
    e, weight = weighed(input, target, expectile)
    return weight * e**2


def gradient(input, target, expectile):
    e, weight = weighed(input, target, expectile)
    return [2 * weight * e]


case = LossCase(
    inputs=REGRESSION,
    oracle=oracle,
    gradient=gradient,
    good={"expectile": (0.9, 0.5, 0.1, 0.01, torch.tensor(0.25))},
    bad={
        "expectile": (
            0.0,
            1.0,
            -0.1,
            math.nan,
            torch.ones(5),
            torch.ones(2, 6),
        )
    },
    between={"expectile": (0.01, 0.99)},
    invariances=(TRANSLATION, reflection_of_the_level("expectile")),
)
