import torch
from hypothesis import strategies as st

from tests.snippets.case import BATCH, IDENTITIES, SAMPLE, Inputs, LossCase
from tests.snippets.exact import mp
from tests.snippets.invariances import RENUMBERING, ROTATION
from tests.snippets.vectors import (
    BAD_TEMPERATURES,
    LENGTHS,
    TEMPERATURE,
    cosine,
    extreme_vectors,
    vectors,
    vectors_at_random,
)

# The fourth sample is the only one of its class.
CLASSES = (0, 1, 1, 2, 0, 1)


def oracle(embedding, target, index, temperature):
    tau = mp.mpf(float(temperature))
    logits = {
        j: cosine(embedding[index], each) / tau
        for j, each in enumerate(embedding)
        if j != index
    }
    found = [j for j in logits if target[j] == target[index]]
    if not found:
        return mp.zero
    total = mp.log(mp.fsum(map(mp.exp, logits.values())))
    return [total, -mp.fsum(logits[j] for j in found) / len(found)]


def batch(dtype, size):
    return vectors(dtype, size, seed=1), torch.tensor(CLASSES).repeat(
        size // len(CLASSES) + 1
    )[:size]


def extremes(dtype):
    embedding = extreme_vectors(dtype)
    return embedding, torch.arange(len(embedding)) % 5 // 2


def anchors(tensors, values, options):
    """Who has another of the class counts in the mean."""
    target = tensors[-1]
    same = target.unsqueeze(1) == target
    return (same.sum(1) > 1).to(values.dtype)


def misshapen(tensors):
    embedding, target = tensors
    return [
        ("embedding", (embedding[0], target)),
        ("embedding", (embedding.unsqueeze(0), target)),
        ("embedding", (embedding[:, :0], target)),
        ("target", (embedding, target[:-1])),
        ("target", (embedding, target.unsqueeze(1))),
        ("target", (embedding, target[0])),
    ]


case = LossCase(
    inputs=Inputs(
        names=("embedding", "target"),
        labels=IDENTITIES,
        batch=batch,
        extremes=extremes,
        random=st.tuples(
            vectors_at_random(4),
            st.lists(st.integers(0, 1), min_size=4, max_size=4).map(
                torch.tensor
            ),
        ),
    ),
    oracle=oracle,
    value_of=SAMPLE,
    depends_on=BATCH,
    good={"temperature": TEMPERATURE},
    bad={"temperature": BAD_TEMPERATURES},
    between={"temperature": (0.07, 4.0)},
    invariances=(LENGTHS, ROTATION, RENUMBERING),
    weights=anchors,
    misshapen=misshapen,
    cancels="terms of unlike sign cancel",
)
