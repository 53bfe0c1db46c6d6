"""Labels wrong in one direction, as by people and rules: what resists them?"""

from dataclasses import replace
from functools import partial

import torch

from snippets.relations.forward_correction import forward_correction
from tests.evidence.data import chance, digits, generator, split
from tests.evidence.rows import label_noise
from tests.evidence.rows.label_noise import TRAIN, VALID
from tests.evidence.trials import STRENGTHS, Contender, Pair, Parts

WRONG = 0.4
# What each digit is mistaken for; 0, 1, 4, 8 and 9 keep their labels.
MISTAKEN = torch.tensor([0, 1, 7, 8, 4, 6, 5, 1, 8, 9])


def draw(seed: int) -> Parts:
    random = generator(seed)
    parts = split(digits(), TRAIN, VALID, random)
    return Parts(*(mislabelled(part, random) for part in parts[:2]), parts.test)


def mislabelled(part: Pair, random: torch.Generator) -> Pair:
    label = part.target
    wrong = chance(WRONG, label, random)
    return part._replace(target=torch.where(wrong, MISTAKEN[label], label))


# Row j: how likely each label is for the digit j.
NOISE = (1 - WRONG) * torch.eye(10) + WRONG * torch.eye(10)[MISTAKEN]
PAIRS = ", ".join(
    f"{one} as {other}" for one, other in enumerate(MISTAKEN) if one != other
)
QUESTION = replace(
    label_noise.QUESTION,
    title="Structured label noise",
    data="The same images. With the probability "
    f"{WRONG:.0%} an image to train or to validate with is labelled as its "
    f"look-alike: {PAIRS}.",
    draw=draw,
    contenders=(
        *label_noise.CONTENDERS,
        Contender(
            "forward correction",
            partial(forward_correction, noise=NOISE),
            {"l2": STRENGTHS},
        ),
    ),
)
