"""What the cases of losses of masks share: batches, and pixels in mpmath.

Masks are apart, each with a label of its own ("labels"), or classes of a
softmax ("classes").
"""

import dataclasses
import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import torch
from mpmath import mpf

from tests.snippets.case import (
    BATCH,
    INDICES,
    LOGITS,
    PROBABILITIES,
    Inputs,
    Invariance,
    LossCase,
)
from tests.snippets.exact import mp, sigmoid, softmax
from tests.snippets.invariances import permutation_of_the_classes

PIXELS, CLASSES = 4, 3
OPTIONS = {
    "average": ("macro", "present", "micro"),
    "weight": (None, torch.tensor([0.5, 3.0])),
    "ignore_index": (-100, 255),
}
CLASS_OPTIONS = OPTIONS | {
    "weight": (None, torch.tensor([0.5, 0.0, 3.0])),
    "ignore_index": (-100, 1),
}
BAD_OPTIONS = {
    "over": ("pixel", "Batch", 1),
    "average": ("mean", "samples", 1),
    "weight": (0.25, torch.ones(4), torch.ones(1, 3)),
    "ignore_index": (1.5, None),
}


@dataclass(frozen=True)
class Pixel:
    """p, 1 - p and label of one pixel in one channel; n is 0 if ignored."""

    place: tuple[int, int, int]  # sample, channel, pixel
    p: mpf
    q: mpf
    y: mpf
    n: mpf


Group = tuple[mpf, list[Pixel]]
Slopes = dict[tuple[int, int, int], list[mpf]]


def of_labels(logits, target, ignore_index) -> list[list[Pixel]]:
    """By channel, the pixels of all samples."""
    return [
        [
            Pixel((i, k, j), *sigmoid(z)[:2], mp.mpf(y), int(y != ignore_index))
            for i, (scores, labels) in enumerate(
                zip(logits, target, strict=True)
            )
            for j, (z, y) in enumerate(zip(scores[k], labels[k], strict=True))
        ]
        for k in range(len(logits[0]))
    ]


def of_classes(logits, target, ignore_index) -> list[list[Pixel]]:
    """The same, of a softmax over the channels."""
    return [
        [
            Pixel(
                (i, k, j),
                *softmax(tuple(row[j] for row in scores), k)[:2],
                mp.mpf(y == k),
                int(y != ignore_index),
            )
            for i, (scores, labels) in enumerate(
                zip(logits, target, strict=True)
            )
            for j, y in enumerate(labels)
        ]
        for k in range(len(logits[0]))
    ]


def groups(channels, present: bool, average, weight) -> list[Group]:
    """What has one overlap: its share in the average, and its pixels."""
    weights = [1] * len(channels) if weight is None else weight.tolist()
    weights = [
        mp.mpf(weight) * any(x.n and (x.y > 0 or not present) for x in channel)
        for weight, channel in zip(weights, channels, strict=True)
    ]
    total = mp.fsum(weights)
    if not total:
        return []
    if average == "micro":
        together = [
            Pixel(x.place, x.p, x.q, x.y, weight * x.n)
            for weight, channel in zip(weights, channels, strict=True)
            for x in channel
        ]
        return [(mp.one, together)]
    return [
        (weight / total, channel)
        for weight, channel in zip(weights, channels, strict=True)
        if weight
    ]


def oracles(
    value: Callable[..., list[mpf]], slopes: Callable[..., Iterable]
) -> dict[str, tuple[Callable, Callable]]:
    """Value and gradient for labels and for classes, of one kind of overlap.

    Args:
        value: of a list of pixels and options, the terms of the loss.
        slopes: likewise, of each pixel the terms of the derivative by p.
    """

    def parts(pixels, logits, target, ignore_index, average, weight):
        present = average == "present" and pixels is of_classes
        channels = pixels(logits, target, ignore_index)
        return channels, groups(channels, present, average, weight)

    def whole(logits, target, over):
        # A sample comes without its dimension, a batch with it.
        if over == "batch":
            return logits, target
        return (logits,), (target,)

    def of(pixels):
        def oracle(
            logits, target, over, average, weight, ignore_index, **options
        ):
            # As many digits more as 1 takes away from the least of float64.
            with mp.extradps(400):
                _, found = parts(
                    pixels,
                    *whole(logits, target, over),
                    ignore_index,
                    average,
                    weight,
                )
                return [
                    share * term
                    for share, group in found
                    for term in value(group, **options)
                ] or mp.zero

        def gradient(
            logits, target, over, average, weight, ignore_index, **options
        ):
            channels, found = parts(
                pixels,
                *whole(logits, target, over),
                ignore_index,
                average,
                weight,
            )
            by_p: Slopes = {}
            for share, group in found:
                terms = slopes(group, **options)
                for pixel, each in zip(group, terms, strict=True):
                    by_p[pixel.place] = [share * term for term in each]
            return by_score(channels, by_p, pixels is of_classes)

        return oracle, gradient

    return {"labels": of(of_labels), "classes": of(of_classes)}


def by_score(channels, by_p: Slopes, classes: bool) -> list[list[mpf]]:
    """The terms of the derivative by each score, from those by each p."""
    own = {x.place: x for channel in channels for x in channel}
    found = []
    for i, k, j in sorted(own):
        x, slope = own[i, k, j], by_p.get((i, k, j), [mp.zero])
        if not classes:
            found.append([x.p * x.q * term for term in slope])
            continue
        others = [
            -x.p * own[i, other, j].p * term
            for other in range(len(channels))
            for term in by_p.get((i, other, j), [])
        ]
        found.append([x.p * term for term in slope] + others)
    return found


def maps(dtype, size):
    random = torch.Generator().manual_seed(size)
    logits = 3 * torch.randn(size, 2, PIXELS, generator=random)
    return logits.to(dtype), torch.rand(logits.shape, generator=random).to(
        dtype
    )


def extreme_maps(dtype):
    """Each score beside others, over right, wrong and no labels."""
    labels = ([1, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 0], [1, 0.25, 1, 1])
    rows = [[z, -z, other, 0.5] for z in LOGITS for other in (-26.0, 1e4)]
    table = itertools.product(rows, labels)
    logits, target = map(torch.tensor, zip(*table, strict=True))
    shape = (-1, 2, PIXELS)
    return logits.reshape(shape).to(dtype), target.reshape(shape).to(dtype)


def class_maps(dtype, size):
    random = torch.Generator().manual_seed(size)
    logits = 2 * torch.randn(size, CLASSES, PIXELS, generator=random)
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


LABELS = Inputs(batch=maps, extremes=extreme_maps, labels=PROBABILITIES)
OF_CLASSES = Inputs(
    batch=class_maps, extremes=extreme_class_maps, labels=INDICES, class_dim=1
)


def twice(tensors, options):
    """Each pixel twice: what is added to the sums doubles with them."""
    both = tuple(torch.cat([each, each], -1) for each in tensors)
    smooth = {k: 2 * v for k, v in options.items() if k == "smooth"}
    return both, options | smooth


def other_order(tensors, options):
    return tuple(each.flip(-1) for each in tensors), options


ORDER = Invariance(name="order of the pixels", change=other_order)
TWICE = Invariance(name="each pixel twice", change=twice)


def softmaxed(labels: LossCase, oracle: Callable, slopes: Callable) -> LossCase:
    """The case of labels for the classes of a softmax."""
    return dataclasses.replace(
        labels,
        inputs=OF_CLASSES,
        oracle=oracle,
        gradient=slopes,
        good=labels.good | CLASS_OPTIONS,
        invariances=(ORDER, TWICE, permutation_of_the_classes("weight")),
    )


def cases_of(labels: LossCase, classes: LossCase) -> dict[str, LossCase]:
    """Both kinds of target, and one value for a whole batch of the latter."""
    batch = dataclasses.replace(
        classes,
        value_of=BATCH,
        depends_on=BATCH,
        good=classes.good | {"over": ("batch",)},
    )
    return {"labels": labels, "classes": classes, "batch": batch}
