import dataclasses
import itertools
import math

import torch

from tests.snippets.case import (
    INDICES,
    LOGITS,
    NOT_FINITE_AT_LEAST_0,
    PROBABILITIES,
    SAMPLE,
    Inputs,
    Invariance,
    LossCase,
    ignore_index,
)
from tests.snippets.exact import mp, sigmoid, softmax
from tests.snippets.invariances import permutation_of_the_classes

PIXELS, CLASSES = 4, 3


def pixels(probabilities, labels, kept):
    """Of one channel: p, y, and whether the pixel counts."""
    return [
        (p, mp.mpf(y), int(keep))
        for p, y, keep in zip(probabilities, labels, kept, strict=True)
    ]


def channels_of_labels(logits, target, ignore_index):
    return [
        pixels(
            [sigmoid(z)[0] for z in row],
            labels,
            [y != ignore_index for y in labels],
        )
        for row, labels in zip(logits, target, strict=True)
    ]


def channels_of_classes(logits, target, ignore_index):
    columns = list(zip(*logits, strict=True))
    kept = [y != ignore_index for y in target]
    return [
        pixels(
            [softmax(scores, k)[0] for scores in columns],
            [y == k for y in target],
            kept,
        )
        for k in range(len(logits))
    ]


def mean_over(channels, smooth):
    """One less the overlap; 0 where nothing counts."""
    values = []
    for channel in channels:
        both = mp.fsum(n * p * y for p, y, n in channel)
        size = mp.fsum(n * (p + y) for p, y, n in channel) + smooth
        values.append(1 - (2 * both + smooth) / size if size else mp.zero)
    return mp.fsum(values) / len(values)


def slopes(channels, smooth):
    """By each p: the terms of what is wrong of the size, and of the size."""
    for channel in channels:
        size = mp.fsum(n * (p + y) for p, y, n in channel) + smooth or mp.one
        wrong = mp.fsum(n * (p + y - 2 * p * y) for p, y, n in channel)
        size *= len(channels)
        yield [
            [n * (1 - 2 * y) / size, -n * wrong / size**2 * len(channels)]
            for _, y, n in channel
        ]


def of_labels(logits, target, smooth, ignore_index):
    # As many digits more as the 1 takes away from the least of float64.
    with mp.extradps(400):
        return mean_over(
            channels_of_labels(logits, target, ignore_index), mp.mpf(smooth)
        )


def of_classes(logits, target, smooth, ignore_index):
    with mp.extradps(400):
        return mean_over(
            channels_of_classes(logits, target, ignore_index), mp.mpf(smooth)
        )


def gradient_of_labels(logits, target, smooth, ignore_index):
    channels = channels_of_labels(logits, target, ignore_index)
    by_p = slopes(channels, mp.mpf(smooth))
    return [
        [sigmoid(z)[0] * sigmoid(z)[1] * term for term in terms]
        for row, slope in zip(logits, by_p, strict=True)
        for z, terms in zip(row, slope, strict=True)
    ]


def gradient_of_classes(logits, target, smooth, ignore_index):
    """As the softmax is differentiated: p_j (g_j - sum over k of p_k g_k)."""
    channels = channels_of_classes(logits, target, ignore_index)
    by_p = list(slopes(channels, mp.mpf(smooth)))
    return [
        [p * term for term in slope[at]]
        + [
            -p * channel[at][0] * term
            for channel, other in zip(channels, by_p, strict=True)
            for term in other[at]
        ]
        for own, slope in zip(channels, by_p, strict=True)
        for at, (p, _, _) in enumerate(own)
    ]


def maps(dtype, size):
    random = torch.Generator().manual_seed(size)
    logits = 3 * torch.randn(size, 2, PIXELS, generator=random)
    return logits.to(dtype), torch.rand(logits.shape, generator=random).to(
        dtype
    )


def extreme_maps(dtype):
    """Each score beside each other one, over right, wrong and no labels."""
    labels = ([1, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 0], [1, 0.25, 1, 1])
    rows = [[z, -z, other, 0.5] for z in LOGITS for other in (-26.0, 1.0, 1e4)]
    table = itertools.product(rows, labels)
    logits, target = map(torch.tensor, zip(*table, strict=True))
    return logits.unsqueeze(1).to(dtype), target.unsqueeze(1).to(dtype)


def class_maps(dtype, size):
    random = torch.Generator().manual_seed(size)
    logits = 3 * torch.randn(size, CLASSES, PIXELS, generator=random)
    target = torch.arange(size * PIXELS).view(size, PIXELS) % CLASSES
    return logits.to(dtype), target


def extreme_class_maps(dtype):
    rows = [
        [[z, -z, 0.5], [0.0, z, 1.0], [other, 1.0, -1.0]]
        for z in LOGITS
        for other in (-26.0, 1e4)
    ]
    target = torch.arange(3 * len(rows)).view(-1, 3) % 7 % CLASSES
    return torch.tensor(rows).to(dtype), target


def twice(tensors, options):
    """Each pixel twice: what is added to the sums doubles with them."""
    logits, target = tensors
    both = torch.cat([logits, logits], -1), torch.cat([target, target], -1)
    return both, options | {"smooth": 2 * options["smooth"]}


def other_order(tensors, options):
    return tuple(each.flip(-1) for each in tensors), options


ORDER = Invariance(name="order of the pixels", change=other_order)
TWICE = Invariance(name="each pixel twice", change=twice)
labels = LossCase(
    inputs=Inputs(batch=maps, extremes=extreme_maps, labels=PROBABILITIES),
    oracle=of_labels,
    gradient=gradient_of_labels,
    value_of=SAMPLE,
    depends_on=SAMPLE,
    good={"smooth": (1.0, 0.0, 1e-5), "ignore_index": (-100, 255)},
    bad={
        "smooth": (*NOT_FINITE_AT_LEAST_0, None, "1"),
        "ignore_index": (None, 1.5, math.nan),
    },
    between={"smooth": (0.0, 8.0)},
    invariances=(ORDER, TWICE),
    ignore=ignore_index,
    cancels="terms of unlike sign cancel in the gradient",
)
cases = {
    "labels": labels,
    "classes": dataclasses.replace(
        labels,
        inputs=Inputs(
            batch=class_maps,
            extremes=extreme_class_maps,
            labels=INDICES,
            class_dim=1,
        ),
        oracle=of_classes,
        gradient=gradient_of_classes,
        good={"smooth": (1.0, 0.0, 1e-5), "ignore_index": (-100, 1)},
        invariances=(ORDER, TWICE, permutation_of_the_classes()),
    ),
}
