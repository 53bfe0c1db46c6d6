import math

import torch

from tests.snippets.case import BINARY, NOT_FINITE_AT_LEAST_0, LossCase
from tests.snippets.exact import mp, power, sigmoid
from tests.snippets.invariances import (
    exchange_of_the_labels,
    option_complement,
)


def weighed(z, y, gamma, alpha):
    """The factors of log p and of log(1 - p)."""
    p, q, _, _ = sigmoid(z)
    y = mp.mpf(y)
    a, b = 1, 1
    if alpha is not None:
        a, b = mp.mpf(float(alpha)), 1 - mp.mpf(float(alpha))
    return a * y * power(q, gamma), b * (1 - y) * power(p, gamma)


def oracle(z, y, gamma, alpha):
    _, _, log_p, log_q = sigmoid(z)
    a, b = weighed(z, y, gamma, alpha)
    return [-a * log_p, -b * log_q]


def gradient(z, y, gamma, alpha):
    p, q, log_p, log_q = sigmoid(z)
    a, b = weighed(z, y, gamma, alpha)
    gamma = mp.mpf(gamma)
    return [[a * (gamma * p * log_p - q), b * (p - gamma * q * log_q)]]


case = LossCase(
    inputs=BINARY,
    oracle=oracle,
    gradient=gradient,
    good={
        "gamma": (0.0, 0.5, 1.0, 2.0, 5.0),
        "alpha": (None, 0.0, 0.25, 0.75, 1.0, torch.tensor(0.25)),
    },
    bad={
        "gamma": NOT_FINITE_AT_LEAST_0,
        "alpha": (-0.1, 1.1, math.nan, torch.ones(5), torch.ones(2, 6)),
    },
    between={"gamma": (0.0, 8.0)},
    invariances=(exchange_of_the_labels(option_complement("alpha")),),
    cancels="two terms of unlike sign cancel in the gradient",
)
