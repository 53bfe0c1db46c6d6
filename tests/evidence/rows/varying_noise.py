"""Some samples are noisier: does predicting the variance help the mean?"""

import math

import torch
from torch import Tensor
from torch.nn import functional as F

from tests.evidence.data import generator
from tests.evidence.scores import RMSE
from tests.evidence.trials import (
    FEW,
    STRENGTHS,
    Contender,
    Outcome,
    Pair,
    Parts,
    Question,
    Score,
)

SIZES = (200, 200, 2000)
LEAST, MOST = 0.05, 1.0


def draw(seed: int) -> Parts:
    random = generator(seed)
    return Parts(*(curve(count, random) for count in SIZES))


def curve(count: int, random: torch.Generator) -> Pair:
    """A sine, and beside it the sine with noise that grows to the right."""
    x = 4 * torch.rand(count, 1, generator=random) - 2
    true, width = torch.sin(2 * x), LEAST + (MOST - LEAST) * (x + 2) / 4
    noise = width * torch.randn(x.shape, generator=random)
    return Pair(x, torch.cat([true, true + noise], 1))


def squared(output: Tensor, target: Tensor, reduction: str) -> Tensor:
    return F.mse_loss(output[:, 0], target[:, 1], reduction=reduction)


def likelihood(output: Tensor, target: Tensor, reduction: str) -> Tensor:
    return F.gaussian_nll_loss(
        output[:, 0], target[:, 1], output[:, 1].exp(), reduction=reduction
    )


def weighed(
    output: Tensor, target: Tensor, power: float, reduction: str
) -> Tensor:
    """The likelihood, each sample times a power of its variance."""
    weight = (power * output[:, 1]).exp().detach()
    return weight * likelihood(output, target, reduction)


def one_variance(outcome: Outcome, **_: float) -> Outcome:
    """That of the validation samples, for each sample."""
    error = outcome.valid.of[:, 0] - outcome.valid.target[:, 1]
    log = error.square().mean().log()
    return outcome.map(lambda z: torch.stack([z[:, 0], log.expand(len(z))], 1))


def _likelihood(outcome: Outcome) -> float:
    output, target = outcome.test
    each = likelihood(output.double(), target.double(), "none")
    return each.mean().item() + math.log(2 * math.pi) / 2


def _mean(outcome: Outcome) -> float:
    output, target = outcome.test
    test = Pair(output[:, :1], target[:, :1])
    return RMSE.of(outcome._replace(test=test))


LIKELIHOOD = Score("negative log-likelihood", _likelihood, higher=False)
QUESTION = Question(
    title="Varying noise",
    data="A sine with normal noise whose standard deviation grows from "
    f"{LEAST} on the left to {MOST} on the right, drawn anew for each seed: "
    f"{SIZES[0]} points to train with, {SIZES[1]} to validate. The "
    "error of the mean is its root mean square distance from the sine.",
    draw=draw,
    sizes=(1, 32, 2),
    choose=LIKELIHOOD,
    scores=(LIKELIHOOD, Score("error of the mean", _mean, higher=False)),
    contenders=(
        Contender(
            "squared error, one variance",
            squared,
            {"l2": STRENGTHS},
            one_variance,
        ),
        Contender("Gaussian likelihood", likelihood, {"l2": STRENGTHS}),
        Contender(
            "Gaussian likelihood times a power of the variance",
            weighed,
            {"power": (0.25, 0.5, 1.0), "l2": FEW},
        ),
    ),
    steps=600,
    lr=0.02,
)
