"""Few samples and a wide network: which regularizer helps most?"""

from torch.nn import functional as F

from tests.evidence import scores
from tests.evidence.data import digits, generator, split
from tests.evidence.trials import (
    DECAYS,
    STEPS,
    STRENGTHS,
    Contender,
    Parts,
    Question,
)

TRAIN, VALID = 100, 200


def draw(seed: int) -> Parts:
    return split(digits(), TRAIN, VALID, generator(seed))


SETTINGS = {
    "L2 penalty": {"l2": STRENGTHS},
    "L1 penalty": {"l1": STRENGTHS},
    "weight decay": {"decay": DECAYS},
    "dropout": {"dropout": (0.0, 0.05, *(n / 10 for n in range(1, 10)), 0.95)},
    "early stopping": {"steps": STEPS},
}
QUESTION = Question(
    title="Overfitting",
    data=f"Images of digits, a new split for each seed, {TRAIN} to train with "
    f"and {VALID} to validate.",
    draw=draw,
    sizes=(64, 128, 10),
    choose=scores.CROSS_ENTROPY,
    scores=(scores.CROSS_ENTROPY, scores.ACCURACY),
    contenders=(
        Contender("nothing", F.cross_entropy),
        *(
            Contender(name, F.cross_entropy, settings)
            for name, settings in SETTINGS.items()
        ),
    ),
    steps=300,
)
