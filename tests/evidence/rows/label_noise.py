"""Labels replaced at random: does a loss resist them better than L2 does?"""

import torch
from torch.nn import functional as F

from snippets.losses.generalized_cross_entropy import (
    generalized_cross_entropy,
)
from snippets.losses.symmetric_cross_entropy import symmetric_cross_entropy
from tests.evidence import scores
from tests.evidence.data import chance, digits, generator, split
from tests.evidence.trials import (
    DECAYS,
    FEW,
    STEPS,
    STRENGTHS,
    Contender,
    Pair,
    Parts,
    Question,
)

WRONG = 0.4
TRAIN, VALID = 600, 300


def draw(seed: int) -> Parts:
    random = generator(seed)
    parts = split(digits(), TRAIN, VALID, random)
    return Parts(*(mislabelled(part, random) for part in parts[:2]), parts.test)


def mislabelled(part: Pair, random: torch.Generator) -> Pair:
    label = part.target
    other = torch.randint(1, 10, label.shape, generator=random)
    wrong = chance(WRONG, label, random)
    return part._replace(target=torch.where(wrong, (label + other) % 10, label))


CONTENDERS = (
    Contender("cross-entropy and L2", F.cross_entropy, {"l2": STRENGTHS}),
    Contender("cross-entropy alone", F.cross_entropy),
    Contender(
        "cross-entropy and weight decay", F.cross_entropy, {"decay": DECAYS}
    ),
    Contender(
        "cross-entropy, stopped early",
        F.cross_entropy,
        {"steps": STEPS},
    ),
    Contender(
        "label smoothing",
        F.cross_entropy,
        {"label_smoothing": (0.1, 0.3, 0.6), "l2": FEW},
    ),
    Contender(
        "symmetric cross-entropy",
        symmetric_cross_entropy,
        {"alpha": (0.01, 0.1, 1.0), "beta": (1.0,), "l2": FEW},
    ),
    Contender(
        "generalized cross-entropy",
        generalized_cross_entropy,
        {"q": (0.3, 0.7, 1.0), "l2": FEW},
    ),
)
QUESTION = Question(
    title="Label noise",
    data="Images of digits, a new split for each seed. Of the labels to train "
    f"and to validate with {WRONG:.0%} are replaced by another digit, drawn "
    f"at random; those to test are right. {TRAIN} images to train with, "
    f"{VALID} to validate.",
    draw=draw,
    sizes=(64, 64, 10),
    choose=scores.ACCURACY,
    scores=(scores.ACCURACY, scores.CROSS_ENTROPY),
    contenders=CONTENDERS,
    steps=300,
)
