"""Noise with heavy tails: which loss finds the curve behind it?"""

from dataclasses import replace

import torch

from tests.evidence.data import generator
from tests.evidence.rows import outliers
from tests.evidence.trials import Pair, Parts

DEGREES, WIDTH = 1.5, 0.3
SIZES = (200, 200, 2000)


def draw(seed: int) -> Parts:
    random = generator(seed)
    train, valid, test = (curve(count, random) for count in SIZES)
    return Parts(noisy(train, random), noisy(valid, random), test)


def curve(count: int, random: torch.Generator) -> Pair:
    x = 4 * torch.rand(count, 1, generator=random) - 2
    return Pair(x, torch.sin(2 * x))


def noisy(part: Pair, random: torch.Generator) -> Pair:
    """With noise of Student's t distribution: a normal over a chi."""
    normal = torch.randn(part.target.shape, generator=random)
    half = torch.full(part.target.shape, DEGREES / 2)
    square = 2 * torch._standard_gamma(half, generator=random)
    noise = normal / (square / DEGREES).sqrt()
    return part._replace(target=part.target + WIDTH * noise)


QUESTION = replace(
    outliers.QUESTION,
    title="Heavy tails",
    data="A sine with symmetric noise of Student's t distribution of "
    f"{DEGREES} degrees of freedom and the scale {WIDTH}, drawn anew for each "
    f"seed: {SIZES[0]} points to train with, {SIZES[1]} to validate. The test "
    "compares with the sine itself.",
    draw=draw,
    sizes=(1, 32, 1),
)
