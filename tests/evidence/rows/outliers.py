"""Some targets are ten times too large: which loss is not led astray?"""

import torch
from torch import Tensor
from torch.nn import functional as F

from snippets.losses.log_cosh_loss import log_cosh_loss
from tests.evidence import scores
from tests.evidence.data import chance, diabetes, generator, scaled, split
from tests.evidence.trials import (
    FEW,
    STRENGTHS,
    Contender,
    Pair,
    Parts,
    Question,
)

WRONG, FACTOR = 0.05, 10
TRAIN, VALID = 200, 100


def draw(seed: int) -> Parts:
    random = generator(seed)
    parts = scaled(split(diabetes(), TRAIN, VALID, random))
    seen = [slipped(part, random) for part in parts[:2]]
    # Where they lie and how wide, as outliers cannot tell.
    low, middle, high = seen[0].target.quantile(torch.tensor([0.25, 0.5, 0.75]))
    return Parts(
        *(
            part._replace(target=(part.target - middle) / (high - low))
            for part in (*seen, parts.test)
        )
    )


def slipped(part: Pair, random: torch.Generator) -> Pair:
    """A decimal point in a wrong place."""
    wrong = chance(WRONG, part.target, random)
    return part._replace(target=part.target * torch.where(wrong, FACTOR, 1))


def clipped(
    output: Tensor, target: Tensor, clip: float, reduction: str
) -> Tensor:
    """Squared error of targets that are cut off."""
    return F.mse_loss(output, target.clamp(-clip, clip), reduction=reduction)


CONTENDERS = (
    Contender(
        "squared error, targets clipped",
        clipped,
        {"clip": (1.0, 2.0, 3.0), "l2": FEW},
    ),
    Contender("squared error", F.mse_loss, {"l2": STRENGTHS}),
    Contender(
        "Huber loss", F.huber_loss, {"delta": (0.1, 0.3, 1.0), "l2": FEW}
    ),
    Contender("absolute error", F.l1_loss, {"l2": STRENGTHS}),
    Contender("log-cosh", log_cosh_loss, {"l2": STRENGTHS}),
)
QUESTION = Question(
    title="Outliers",
    data="How far diabetes went in a year, a new split for each seed. Of the "
    f"targets to train and to validate with {WRONG:.0%} are {FACTOR} times "
    f"too large; those to test are right. {TRAIN} patients to train with, "
    f"{VALID} to validate. Errors are in interquartile ranges of the targets.",
    draw=draw,
    sizes=(10, 1),
    choose=scores.MAE,
    scores=(scores.RMSE, scores.MAE),
    contenders=CONTENDERS,
    lr=0.02,
)
