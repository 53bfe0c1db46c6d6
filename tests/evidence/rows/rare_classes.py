"""Some classes are rare: what serves them without harm to the others?"""

import torch
from torch import Tensor
from torch.nn import functional as F

from snippets.losses.multiclass_focal_loss import multiclass_focal_loss
from tests.evidence import scores
from tests.evidence.data import digits, generator
from tests.evidence.trials import (
    FEW,
    STRENGTHS,
    Contender,
    Outcome,
    Pair,
    Parts,
    Question,
)

# From the class with the most images to that with the fewest.
COUNTS = tuple(round(80 * 0.04 ** (k / 9)) for k in range(10))
TEST = 40  # of each class
FREQUENCY = torch.tensor(COUNTS) / sum(COUNTS)


def draw(seed: int) -> Parts:
    """Which digits are rare is drawn too; the label is a digit's rank."""
    random = generator(seed)
    x, y = digits()
    parts: list[list[Pair]] = [[], [], []]
    for rank, digit in enumerate(torch.randperm(10, generator=random)):
        images = x[y == digit]
        images = images[torch.randperm(len(images), generator=random)]
        sizes = (COUNTS[rank], max(COUNTS[rank] // 2, 2), TEST)
        for part, some in zip(
            parts,
            images.split([*sizes, len(images) - sum(sizes)]),
            strict=False,
        ):
            part.append(Pair(some, torch.full((len(some),), rank)))
    return Parts(
        *(Pair(*map(torch.cat, zip(*part, strict=True))) for part in parts)
    )


def weighted(
    logits: Tensor, target: Tensor, power: float, reduction: str
) -> Tensor:
    """Classes weigh a power of one over their frequency, 1 in the mean."""
    weight = FREQUENCY**-power
    weight = weight / (weight * FREQUENCY).sum()
    return F.cross_entropy(logits, target, weight=weight, reduction=reduction)


def adjusted(outcome: Outcome, power: float, **_: float) -> Outcome:
    return outcome.map(lambda logits: logits - power * FREQUENCY.log())


QUESTION = Question(
    title="Rare classes",
    data=f"Images of digits, from {COUNTS[0]} of the most frequent to "
    f"{COUNTS[-1]} of the rarest to train with, half of that to validate, and "
    f"{TEST} of each to test. Which digits are rare is drawn anew for each "
    "seed.",
    draw=draw,
    sizes=(64, 64, 10),
    choose=scores.BALANCED,
    scores=(scores.BALANCED, scores.CROSS_ENTROPY),
    contenders=(
        Contender("cross-entropy and L2", F.cross_entropy, {"l2": STRENGTHS}),
        Contender(
            "class weights", weighted, {"power": (0.25, 0.5, 1.0), "l2": FEW}
        ),
        Contender(
            "logits less a power of the log frequency",
            F.cross_entropy,
            {"power": (0.25, 0.5, 1.0), "l2": FEW},
            adjusted,
        ),
        Contender(
            "multi-class focal loss",
            multiclass_focal_loss,
            {"gamma": (0.5, 2.0, 5.0), "l2": FEW},
        ),
    ),
    steps=300,
)
