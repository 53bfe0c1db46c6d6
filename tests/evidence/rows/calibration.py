"""A model too sure of itself: which way to probabilities that hold?"""

import torch
from torch.nn import functional as F

from snippets.losses.multiclass_focal_loss import multiclass_focal_loss
from tests.evidence import scores
from tests.evidence.data import digits, generator, split
from tests.evidence.trials import (
    FEW,
    STRENGTHS,
    Contender,
    Outcome,
    Parts,
    Question,
)

TRAIN, VALID = 200, 200
TEMPERATURES = torch.logspace(-1, 1, 81)


def draw(seed: int) -> Parts:
    return split(digits(), TRAIN, VALID, generator(seed))


def tempered(outcome: Outcome, **_: float) -> Outcome:
    """Logits over the temperature that validation likes best."""
    logits, target = outcome.valid
    losses = torch.stack(
        [F.cross_entropy(logits / each, target) for each in TEMPERATURES]
    )
    best = TEMPERATURES[losses.argmin()]
    return outcome.map(lambda logits: logits / best)


SMOOTHED = {"label_smoothing": (0.02, 0.05, 0.1), "l2": FEW}
FOCUSED = {"gamma": (0.5, 1.0, 2.0), "l2": FEW}
QUESTION = Question(
    title="Calibration",
    data=f"Images of digits, a new split for each seed, {TRAIN} to train with "
    f"and {VALID} to validate. The calibration error is the mean distance of "
    f"confidence and accuracy in {scores.BINS} bins of confidence.",
    draw=draw,
    sizes=(64, 128, 10),
    choose=scores.CROSS_ENTROPY,
    scores=(scores.CROSS_ENTROPY, scores.CALIBRATION, scores.ACCURACY),
    contenders=(
        Contender(
            "cross-entropy over a temperature",
            F.cross_entropy,
            {"l2": STRENGTHS},
            tempered,
        ),
        Contender("cross-entropy alone", F.cross_entropy),
        Contender("cross-entropy and L2", F.cross_entropy, {"l2": STRENGTHS}),
        Contender("label smoothing", F.cross_entropy, SMOOTHED),
        Contender(
            "label smoothing over a temperature",
            F.cross_entropy,
            SMOOTHED,
            tempered,
        ),
        Contender("multi-class focal loss", multiclass_focal_loss, FOCUSED),
        Contender(
            "focal loss over a temperature",
            multiclass_focal_loss,
            FOCUSED,
            tempered,
        ),
    ),
    steps=300,
)
