"""What the oracles of the cases are made of: mpmath, in 50 digits.

An oracle returns the terms whose sum is one value of a loss. Terms of unlike
signs cancel: no code that adds them in floating point can be exact relative to
their sum. A case that says so is measured against the sum of their magnitudes.
"""

from collections.abc import Callable, Sequence
from functools import cache, wraps

import mpmath
from mpmath import mpf

mp = mpmath.mp.clone()
mp.dps = 50
# Of a derivative by differences. The step's square, and what rounding leaves of
# the difference, are below the least number of float64.
DIGITS, STEP = 520, -160


def remembered(function: Callable) -> Callable:
    """Compute each result once, for each number of digits."""

    @cache
    def computed(digits, *arguments):
        return function(*arguments)

    @wraps(function)
    def looked_up(*arguments):
        return computed(mp.dps, *arguments)

    return looked_up


@remembered
def sigmoid(z: float) -> tuple[mpf, mpf, mpf, mpf]:
    """p, 1 - p and their logs."""
    z = mp.mpf(z)
    log_p, log_q = -mp.log1p(mp.exp(-z)), -mp.log1p(mp.exp(z))
    return mp.exp(log_p), mp.exp(log_q), log_p, log_q


@remembered
def softmax(logits: tuple[float, ...], y: int):
    """p of class y, 1 - p, log p, and the shares of the others in 1 - p."""
    powers = [mp.exp(mp.mpf(z) - mp.mpf(max(logits))) for z in logits]
    rest = mp.fsum(powers[:y] + powers[y + 1 :])
    whole = rest + powers[y]
    shares = [power / rest for power in powers]
    return powers[y] / whole, rest / whole, -mp.log1p(rest / powers[y]), shares


@remembered
def power(base: mpf, exponent: float) -> mpf:
    return base ** mp.mpf(exponent)


@remembered
def log_above(label: mpf, floor: mpf) -> mpf:
    return mp.log(max(label, floor))


def as_terms(value: mpf | Sequence[mpf]) -> list[mpf]:
    """One term, or several, as a list."""
    return list(value) if isinstance(value, list | tuple) else [value]


def by_differences(
    function: Callable[[list[mpf]], mpf], numbers: Sequence[float]
) -> list[mpf]:
    """The derivative by each number."""
    slopes = []
    with mp.workdps(DIGITS):
        step = mp.mpf(10) ** STEP
        exact = [mp.mpf(number) for number in numbers]
        for at, number in enumerate(exact):
            sides = [
                function([*exact[:at], number + move, *exact[at + 1 :]])
                for move in (step, -step)
            ]
            slopes.append((sides[0] - sides[1]) / (2 * step))
    return slopes
