"""Most inputs do not matter: does L1 find out, and does it pay?"""

import torch
from torch.nn import functional as F

from tests.evidence import scores
from tests.evidence.data import diabetes, generator, scaled, split
from tests.evidence.trials import (
    STRENGTHS,
    Contender,
    Outcome,
    Pair,
    Parts,
    Question,
    Score,
)

NOISE = 90
# Of L2, so that the best of them is not the last.
STRONG = (0.0, 0.01, 0.03, 0.1, 0.3, 0.6, 1.0, 2.0, 3.0, 5.0, 8.0, 12.0)
TRAIN, VALID = 150, 100


def draw(seed: int) -> Parts:
    random = generator(seed)
    x, y = diabetes()
    noise = torch.randn(len(x), NOISE, generator=random)
    samples = Pair(torch.cat([x, noise], 1), y)
    parts = scaled(split(samples, TRAIN, VALID, random))
    mean, deviation = parts.train.target.mean(), parts.train.target.std()
    return Parts(
        *(
            part._replace(target=(part.target - mean) / deviation)
            for part in parts
        )
    )


def _zeros(outcome: Outcome) -> float:
    """The share of the noise's weights that are exactly 0."""
    return (outcome.weights[-NOISE:] == 0).double().mean().item()


QUESTION = Question(
    title="Sparsity",
    data=f"How far diabetes went in a year, and beside its inputs {NOISE} that "
    f"are noise, a new split for each seed: {TRAIN} patients to train with, "
    f"{VALID} to validate. The model is linear, and trained by gradient "
    "descent.",
    draw=draw,
    sizes=(10 + NOISE, 1),
    choose=scores.RMSE,
    scores=(scores.RMSE, Score("noise with a weight of exactly 0", _zeros)),
    contenders=(
        Contender("L2 penalty", F.mse_loss, {"l2": STRONG}),
        Contender("nothing", F.mse_loss),
        Contender("L1 penalty", F.mse_loss, {"l1": STRENGTHS}),
        Contender("proximal L1", F.mse_loss, {"proximal": STRENGTHS}),
    ),
    steps=1000,
    lr=0.05,
    optimizer=torch.optim.SGD,
)
