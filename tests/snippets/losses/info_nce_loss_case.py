import dataclasses

import torch
from hypothesis import strategies as st

from tests.snippets.case import BATCH, SAMPLE, Inputs, LossCase
from tests.snippets.exact import mp
from tests.snippets.invariances import ROTATION
from tests.snippets.vectors import (
    BAD_TEMPERATURES,
    CANCELS,
    LENGTHS,
    TEMPERATURE,
    WIDTH,
    cosine,
    extreme_vectors,
    vectors,
    vectors_at_random,
)

FURTHER = 2  # keys beyond the batch


def surprise(logits, y):
    """-log p of key y."""
    return mp.log1p(
        mp.fsum(mp.exp(z - logits[y]) for j, z in enumerate(logits) if j != y)
    )


def oracle(query, key, index, temperature, symmetric):
    tau = mp.mpf(float(temperature))
    row = [cosine(query[index], each) / tau for each in key]
    loss = surprise(row, index)
    if symmetric:
        column = [cosine(each, key[index]) / tau for each in query]
        loss = (loss + surprise(column, index)) / 2
    return loss


def oracle_alone(query, key, temperature, symmetric):
    tau = mp.mpf(float(temperature))
    row = [cosine(query, each) / tau for each in key]
    return surprise(row, 0)


def batch(dtype, size):
    """Queries and keys that are alike, but for noise."""
    query = vectors(dtype, size, seed=1)
    return query, query + vectors(dtype, size, seed=2) / 2


def extremes(dtype):
    query = extreme_vectors(dtype)
    further = vectors(dtype, FURTHER, seed=3)
    return query, torch.cat([query.roll(1, dims=1), further])


def batch_alone(dtype, size):
    query, key = batch(dtype, size)
    others = vectors(dtype, 2 * size, seed=3).view(size, 2, WIDTH)
    return query, torch.cat([key.unsqueeze(1), others], dim=1)


def extremes_alone(dtype):
    query = extreme_vectors(dtype)
    rolled = [query.roll(turn, dims=1) for turn in (1, 0, 2)]
    return query, torch.stack(rolled, dim=1)


def misshapen(tensors):
    query, key = tensors
    return [
        ("query", (query[0], key)),
        ("query", (query.unsqueeze(0), key)),
        ("query", (query[:, :0], key)),
        ("key", (query, key[0])),
        ("key", (query, key[:-1])),
        ("key", (query, key[..., :-1])),
        ("key", (query, key.expand(1, 1, *key.shape))),
        ("key", (query, key.new_ones(len(query), 0, key.shape[-1]))),
        ("key", (query, key.new_ones(len(query) + 1, 2, key.shape[-1]))),
    ]


case = LossCase(
    inputs=Inputs(
        names=("query", "key"),
        batch=batch,
        extremes=extremes,
        random=st.tuples(vectors_at_random(2), vectors_at_random(3)),
    ),
    oracle=oracle,
    value_of=SAMPLE,
    depends_on=BATCH,
    good={"temperature": TEMPERATURE, "symmetric": (False, True)},
    bad={"temperature": BAD_TEMPERATURES, "symmetric": (None, 1, "True")},
    between={"temperature": (0.07, 4.0)},
    invariances=(LENGTHS, ROTATION),
    misshapen=misshapen,
    cancels=CANCELS,
)
cases = {
    "batch": case,
    "alone": dataclasses.replace(
        case,
        inputs=Inputs(
            names=("query", "key"),
            batch=batch_alone,
            extremes=extremes_alone,
            random=st.tuples(vectors_at_random(2), vectors_at_random(2, 3)),
        ),
        oracle=oracle_alone,
        depends_on=SAMPLE,
        good={"temperature": TEMPERATURE, "symmetric": (False,)},
        bad={"temperature": BAD_TEMPERATURES, "symmetric": (True, None)},
    ),
}
