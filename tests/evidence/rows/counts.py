"""The targets are counts: does their own likelihood pay?"""

import torch
from torch import Tensor
from torch.nn import functional as F

from tests.evidence import scores
from tests.evidence.data import generator
from tests.evidence.trials import (
    STRENGTHS,
    Contender,
    Outcome,
    Pair,
    Parts,
    Question,
)

SIZES = (200, 200, 2000)
LEAST = 0.05  # predicted: the deviance of a count at 0 or below is infinite


def draw(seed: int) -> Parts:
    random = generator(seed)
    train, valid, test = (rates(count, random) for count in SIZES)
    return Parts(*(counted(part, random) for part in (train, valid, test)))


def rates(count: int, random: torch.Generator) -> Pair:
    """Expected counts between 0.1 and 30, each once in two columns."""
    x = 2 * torch.rand(count, 3, generator=random) - 1
    log = 1 + 1.5 * torch.sin(3 * x[:, :1]) + x[:, 1:2] * x[:, 2:]
    return Pair(x, log.exp())


def counted(part: Pair, random: torch.Generator) -> Pair:
    count = torch.poisson(part.target, generator=random)
    return part._replace(target=count)


def squared_of_logs(output: Tensor, target: Tensor, reduction: str) -> Tensor:
    return F.mse_loss(output, target.log1p(), reduction=reduction)


def squared_of_exponential(
    output: Tensor, target: Tensor, reduction: str
) -> Tensor:
    return F.mse_loss(output.exp(), target, reduction=reduction)


def clamped(outcome: Outcome, **_: float) -> Outcome:
    return outcome.map(lambda z: z.clamp(min=LEAST))


def from_logs(outcome: Outcome, **_: float) -> Outcome:
    return outcome.map(lambda z: z.expm1().clamp(min=LEAST))


def exponential(outcome: Outcome, **_: float) -> Outcome:
    return outcome.map(lambda z: z.exp().clamp(min=LEAST))


QUESTION = Question(
    title="Counts",
    data="Counts of Poisson distributions whose means depend smoothly on three "
    f"inputs, drawn anew for each seed: {SIZES[0]} to train with, {SIZES[1]} "
    f"to validate and {SIZES[2]} to test. Predictions below {LEAST} count as "
    "that.",
    draw=draw,
    sizes=(3, 32, 1),
    choose=scores.DEVIANCE,
    scores=(scores.DEVIANCE, scores.RMSE),
    contenders=(
        Contender(
            "squared error of log(1 + count)",
            squared_of_logs,
            {"l2": STRENGTHS},
            from_logs,
        ),
        Contender("squared error", F.mse_loss, {"l2": STRENGTHS}, clamped),
        Contender(
            "squared error of an exponential",
            squared_of_exponential,
            {"l2": STRENGTHS},
            exponential,
        ),
        Contender(
            "Poisson likelihood",
            F.poisson_nll_loss,
            {"l2": STRENGTHS},
            exponential,
        ),
    ),
    steps=400,
    lr=0.02,
)
