"""Few positives: does a loss find more of them than a threshold does?"""

import math

import torch
from torch import Tensor
from torch.nn import functional as F

from snippets.losses.focal_loss import focal_loss
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

SHARE = 0.01
SIZES = (3000, 3000, 20_000)


def rings(count: int, draw: torch.Generator) -> Pair:
    """The two rings of the training example, with few positives."""
    positive = torch.arange(count) < SHARE * count
    radius = torch.where(positive, 5.0, 8.0)
    radius = radius + torch.randn(count, generator=draw)
    angle = 2 * math.pi * torch.rand(count, generator=draw)
    points = radius * torch.stack([angle.cos(), angle.sin()])
    return Pair(points.T / 8, positive[:, None].float())


def draw(seed: int) -> Parts:
    random = generator(seed)
    return Parts(*(rings(count, random) for count in SIZES))


def weighted(
    logits: Tensor, target: Tensor, pos_weight: float, reduction: str
) -> Tensor:
    return F.binary_cross_entropy_with_logits(
        logits,
        target,
        pos_weight=torch.tensor(pos_weight),
        reduction=reduction,
    )


def shifted_back(outcome: Outcome, pos_weight: float, **_: float) -> Outcome:
    return outcome.map(lambda logits: logits - math.log(pos_weight))


# Few positives have little to set against a penalty.
WEAK = (0.0, 1e-5, 1e-4, 1e-3)
WEIGHTS = {"pos_weight": (3.0, 10.0, 99.0), "l2": WEAK}
QUESTION = Question(
    title="Imbalance",
    data=f"Two rings in the plane that overlap, {SHARE:.0%} positives, drawn "
    f"anew for each seed: {SIZES[0]} points to train with, {SIZES[1]} to "
    f"validate and {SIZES[2]} to test.",
    draw=draw,
    sizes=(2, 16, 1),
    choose=scores.AVERAGE_PRECISION,
    scores=(scores.TUNED_F1, scores.F1, scores.AUC, scores.LOG_LOSS),
    contenders=(
        Contender(
            "binary cross-entropy",
            F.binary_cross_entropy_with_logits,
            {"l2": STRENGTHS},
        ),
        Contender(
            "focal loss",
            focal_loss,
            {"gamma": (1.0, 2.0, 5.0), "alpha": (0.75,), "l2": WEAK},
        ),
        Contender("`pos_weight`", weighted, WEIGHTS),
        Contender(
            "`pos_weight`, taken back out of the logit",
            weighted,
            WEIGHTS,
            shifted_back,
        ),
    ),
    steps=400,
    lr=0.1,
)
