import math

import torch
from hypothesis import strategies as st

from tests.snippets.case import BATCH, SAMPLE, Inputs, LossCase
from tests.snippets.exact import mp
from tests.snippets.invariances import ROTATION
from tests.snippets.losses.info_nce_loss_case import batch, extremes
from tests.snippets.vectors import (
    BAD_TEMPERATURES,
    CANCELS,
    LENGTHS,
    TEMPERATURE,
    cosine,
    vectors_at_random,
)


def oracle(query, key, index, temperature, bias):
    tau, bias = mp.mpf(float(temperature)), mp.mpf(float(bias))
    logits = [cosine(query[index], each) / tau + bias for each in key]
    return [
        mp.log1p(mp.exp(-z if j == index else z)) for j, z in enumerate(logits)
    ]


def misshapen(tensors):
    query, key = tensors
    return [
        ("query", (query[0], key)),
        ("query", (query.unsqueeze(0), key)),
        ("query", (query[:, :0], key)),
        ("key", (query, key[0])),
        ("key", (query, key[:-1])),
        ("key", (query, key[:, :-1])),
        ("key", (query, key.unsqueeze(1))),
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
    good={
        "temperature": TEMPERATURE,
        "bias": (-10.0, 0.0, 3.0, torch.tensor(-2.5)),
    },
    bad={
        "temperature": BAD_TEMPERATURES,
        "bias": (math.nan, math.inf, -math.inf, torch.ones(1)),
    },
    between={"temperature": (0.07, 4.0), "bias": (-12.0, 4.0)},
    invariances=(LENGTHS, ROTATION),
    misshapen=misshapen,
    cancels=CANCELS,
)
