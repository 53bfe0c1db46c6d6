"""Two classes, some labels flipped: does a loss resist them better than L2?"""

import torch
from torch.nn import functional as F

from snippets.losses.binary_symmetric_cross_entropy import (
    binary_symmetric_cross_entropy,
)
from tests.evidence import scores
from tests.evidence.data import breast_cancer, chance, generator, scaled, split
from tests.evidence.trials import (
    DECAYS,
    STRENGTHS,
    Contender,
    Pair,
    Parts,
    Question,
)

WRONG = 0.3
STRONG = (0.0, 0.03, 0.1, 0.3)  # where the best strengths lie
TRAIN, VALID = 250, 180


def draw(seed: int) -> Parts:
    random = generator(seed)
    parts = scaled(split(breast_cancer(), TRAIN, VALID, random))
    return Parts(*(mislabelled(part, random) for part in parts[:2]), parts.test)


def mislabelled(part: Pair, random: torch.Generator) -> Pair:
    wrong = chance(WRONG, part.target, random)
    return part._replace(
        target=torch.where(wrong, 1 - part.target, part.target)
    )


QUESTION = Question(
    title="Binary label noise",
    data="Tumours, benign or malignant, a new split for each seed. Of the "
    f"labels to train and to validate with {WRONG:.0%} are flipped; those to "
    f"test are right. {TRAIN} tumours to train with, {VALID} to validate.",
    draw=draw,
    sizes=(30, 32, 1),
    choose=scores.BINARY_ACCURACY,
    scores=(scores.BINARY_ACCURACY, scores.LOG_LOSS),
    contenders=(
        Contender(
            "binary cross-entropy and L2",
            F.binary_cross_entropy_with_logits,
            {"l2": STRENGTHS},
        ),
        Contender(
            "binary cross-entropy alone", F.binary_cross_entropy_with_logits
        ),
        Contender(
            "binary cross-entropy and weight decay",
            F.binary_cross_entropy_with_logits,
            {"decay": DECAYS},
        ),
        Contender(
            "binary symmetric cross-entropy",
            binary_symmetric_cross_entropy,
            {"alpha": (0.01, 0.1, 1.0), "beta": (1.0,), "l2": STRONG},
        ),
    ),
)
