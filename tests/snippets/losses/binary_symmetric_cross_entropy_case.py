import math

from tests.snippets.case import BINARY, NOT_FINITE_AT_LEAST_0, LossCase
from tests.snippets.exact import log_above, mp, sigmoid
from tests.snippets.invariances import exchange_of_the_labels


def oracle(z, y, alpha, beta, floor):
    p, q, log_p, log_q = sigmoid(z)
    y, floor = mp.mpf(y), mp.mpf(floor)
    alpha, beta = mp.mpf(alpha), mp.mpf(beta)
    forward = [-alpha * y * log_p, -alpha * (1 - y) * log_q]
    reverse = [-beta * p * log_above(y, floor)]
    reverse += [-beta * q * log_above(1 - y, floor)]
    return [*forward, *reverse]


def gradient(z, y, alpha, beta, floor):
    p, q, _, _ = sigmoid(z)
    y, floor = mp.mpf(y), mp.mpf(floor)
    alpha, beta = mp.mpf(alpha), mp.mpf(beta) * p * q
    forward = [-alpha * y * q, alpha * (1 - y) * p]
    reverse = [-beta * log_above(y, floor), beta * log_above(1 - y, floor)]
    return [[*forward, *reverse]]


case = LossCase(
    inputs=BINARY,
    oracle=oracle,
    gradient=gradient,
    good={
        "alpha": (1.0, 0.0, 0.1),
        "beta": (1.0, 0.0, 5.0),
        "floor": (1e-4, 1e-2),
    },
    bad={
        "alpha": NOT_FINITE_AT_LEAST_0,
        "beta": NOT_FINITE_AT_LEAST_0,
        "floor": (0.0, 1.0, math.nan),
    },
    invariances=(exchange_of_the_labels(),),
    cancels="terms of unlike sign cancel in the gradient",
)
