"""What the papers' formulas give, in 50 digits; nothing of ours is used.

An oracle returns the terms whose sum is the loss of one sample, and for each
score the terms whose sum is the derivative by it. Terms of unlike signs cancel:
no code that adds them in floating point can be exact relative to their sum, so
the error is measured against the sum of their magnitudes.
"""

from functools import cache

import mpmath
from mpmath import mpf

DIGITS = 50
mp = mpmath.mp.clone()
mp.dps = DIGITS


@cache
def sigmoid(z: float) -> tuple[mpf, mpf, mpf, mpf]:
    """p, 1 - p and their logs."""
    z = mp.mpf(z)
    log_p, log_q = -mp.log1p(mp.exp(-z)), -mp.log1p(mp.exp(z))
    return mp.exp(log_p), mp.exp(log_q), log_p, log_q


@cache
def softmax(logits: tuple[float, ...], y: int):
    """p of class y, 1 - p, log p, and the shares of the others in 1 - p."""
    powers = [mp.exp(mp.mpf(z) - mp.mpf(max(logits))) for z in logits]
    rest = mp.fsum(powers[:y] + powers[y + 1 :])
    whole = rest + powers[y]
    shares = [power / rest for power in powers]
    return powers[y] / whole, rest / whole, -mp.log1p(rest / powers[y]), shares


@cache
def power(base: mpf, exponent: float) -> mpf:
    return base ** mp.mpf(exponent)


def focal_loss(z, y, gamma, alpha):
    p, q, log_p, log_q = sigmoid(z)
    y, gamma_ = mp.mpf(y), mp.mpf(gamma)
    a, b = (1, 1) if alpha is None else (mp.mpf(alpha), 1 - mp.mpf(alpha))
    a, b = a * y * power(q, gamma), b * (1 - y) * power(p, gamma)
    value = [-a * log_p, -b * log_q]
    return value, [[a * (gamma_ * p * log_p - q), b * (p - gamma_ * q * log_q)]]


def multiclass_focal_loss(logits, y, gamma, alpha, ignore_index):
    if y == ignore_index:
        return [mp.zero], [[mp.zero]] * len(logits)
    p, q, log_p, shares = softmax(logits, y)
    a = (1 if alpha is None else mp.mpf(alpha[y].item())) * power(q, gamma)
    slope = a * (mp.mpf(gamma) * p * log_p - q)
    slopes = [[-slope * share] for share in shares]
    slopes[y] = [slope]
    return [-a * log_p], slopes


def binary_symmetric_cross_entropy(z, y, alpha, beta, floor):
    p, q, log_p, log_q = sigmoid(z)
    y, floor = mp.mpf(y), mp.mpf(floor)
    alpha, beta = mp.mpf(alpha), mp.mpf(beta)
    log_y, log_not_y = log_above(y, floor), log_above(1 - y, floor)
    value = [-alpha * y * log_p, -alpha * (1 - y) * log_q]
    value += [-beta * p * log_y, -beta * q * log_not_y]
    slope = [-alpha * y * q, alpha * (1 - y) * p]
    return value, [[*slope, -beta * p * q * log_y, beta * p * q * log_not_y]]


@cache
def log_above(label: mpf, floor: mpf) -> mpf:
    return mp.log(max(label, floor))


def symmetric_cross_entropy(logits, y, alpha, beta, floor):
    p, q, log_p, shares = softmax(logits, y)
    alpha, beta = mp.mpf(alpha), mp.mpf(beta)
    # Of the labels' logs only that of the others, log(floor), is not 0.
    reverse = -beta * log_above(mp.zero, mp.mpf(floor))
    slope = -(alpha + reverse * p) * q
    slopes = [[-slope * share] for share in shares]
    slopes[y] = [slope]
    return [-alpha * log_p, reverse * q], slopes


def log_cosh_loss(input, target):
    error = mp.mpf(input) - mp.mpf(target)
    if not error:
        return [error], [[error]]
    # cosh e = 1 + e^2 / 2 + …: as many digits more as the 1 takes away.
    with mp.extradps(2 * max(0, -int(mp.log10(abs(error))))):
        return [mp.log(mp.cosh(error))], [[mp.tanh(error)]]


def l1_penalty(w, strength):
    return mp.mpf(strength) * abs(w), mp.mpf(strength) * mp.sign(w)


def l2_penalty(w, strength):
    return mp.mpf(strength) * w**2 / 2, mp.mpf(strength) * w


def elastic_net_penalty(w, l1, l2):
    value, slope = l1_penalty(w, l1)
    square, straight = l2_penalty(w, l2)
    return value + square, slope + straight


def soft_threshold(v, threshold):
    # The minimum of (w - v)^2 / 2 + threshold |w| lies at 0, or where the
    # derivative is 0 on the side of v.
    v, threshold = mp.mpf(v), mp.mpf(threshold)
    inside = [w for w in (v - threshold, v + threshold) if w * v > 0]
    at = [mp.zero, *inside]
    best = min(at, key=lambda w: (w - v) ** 2 / 2 + threshold * abs(w))
    return best, mp.mpf(best != 0)


def proximal_l1_(v, threshold):
    return soft_threshold(v, threshold)


def find(name: str, where):
    """The oracle of a snippet's function."""
    known = globals().get(name)
    assert callable(known), (
        f"{where}: no oracle for {name}: write {name} in "
        "tests/snippets/oracles.py from the paper's formula: the terms of one "
        "sample's value and the terms of its derivative by each score"
    )
    return known
