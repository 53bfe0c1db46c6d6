import dataclasses
from itertools import pairwise

import torch
from hypothesis import strategies as st

from tests.snippets.case import (
    INDICES,
    LOGITS,
    SAMPLE,
    Inputs,
    LossCase,
    ignore_index,
)
from tests.snippets.exact import mp
from tests.snippets.invariances import (
    SHIFT_OF_THE_SCORES,
    permutation_of_the_classes,
)
from tests.snippets.losses.masks import (
    BAD_OPTIONS,
    CLASS_OPTIONS,
    CLASSES,
    OPTIONS,
    ORDER,
    PIXELS,
    TWICE,
    by_score,
    cases_of,
    groups,
    of_classes,
    of_labels,
)


def jaccard_loss(wrong, true):
    """1 less the intersection over the union, if these pixels are wrong."""
    return mp.mpf(len(wrong)) / len(wrong | true) if wrong else mp.zero


def of_errors(errors, true):
    """The integral over t of the loss if all errors above t are wrong."""
    levels = sorted({mp.zero, *errors.values()}, reverse=True)
    return mp.fsum(
        (high - low)
        * jaccard_loss({at for at, m in errors.items() if m >= high}, true)
        for high, low in pairwise(levels)
    )


def steps(errors, true):
    """The derivative by each error: what the loss grows by when it joins."""
    wrong, found = set(), {}
    for at in sorted(errors, key=errors.get, reverse=True):
        found[at] = jaccard_loss(wrong | {at}, true) - jaccard_loss(wrong, true)
        wrong.add(at)
    return found


def errors_of(pixels, logits, classes):
    def error(x):
        if classes:
            return x.q if x.y else x.p
        i, k, j = x.place
        z = mp.mpf(logits[i][k][j])
        return max(mp.zero, 1 - z * (2 * x.y - 1))

    kept = [x for x in pixels if x.n]
    true = {x.place for x in kept if x.y}
    return {x.place: error(x) for x in kept}, true


def parts(pixels, logits, target, over, average, weight, ignore_index):
    if over == "sample":
        logits, target = (logits,), (target,)
    classes = pixels is of_classes
    channels = pixels(logits, target, ignore_index)
    present = classes and average == "present"
    found = [
        (share, group, *errors_of(group, logits, classes))
        for share, group in groups(channels, present, average, weight)
    ]
    return channels, found


def oracle_of(pixels):
    def oracle(*tensors, **options):
        _, found = parts(pixels, *tensors, **options)
        values = [share * of_errors(m, true) for share, _, m, true in found]
        return mp.fsum(values)

    return oracle


def gradient_of_classes(*tensors, **options):
    channels, found = parts(of_classes, *tensors, **options)
    by_p = {
        x.place: [share * slopes[x.place] * (-1 if x.y else 1)]
        for share, group, m, true in found
        for slopes in [steps(m, true)]
        for x in group
        if x.n
    }
    return by_score(channels, by_p, classes=True)


def gradient_of_labels(*tensors, **options):
    channels, found = parts(of_labels, *tensors, **options)
    by_z = {
        x.place: share * slopes[x.place] * (1 - 2 * x.y)
        for share, group, m, true in found
        for slopes in [steps(m, true)]
        for x in group
        if x.n and m[x.place] > 0
    }
    places = sorted(x.place for channel in channels for x in channel)
    return [by_z.get(place, mp.zero) for place in places]


# Errors that are equal have no gradient of their own, nor has a hinge at its
# kink. So scores are at random, or such that there is no tie above 0.
def masks(dtype, size, seed=0):
    random = torch.Generator().manual_seed(size + seed)
    logits = 3 * torch.randn(size, 2, PIXELS, generator=random)
    target = (torch.rand(logits.shape, generator=random) < 0.4).to(dtype)
    return logits.to(dtype), target


def class_maps(dtype, size, seed=0):
    random = torch.Generator().manual_seed(size + seed)
    shape = (size, CLASSES, PIXELS)
    logits = 1.5 * torch.randn(shape, generator=random)
    target = torch.randint(CLASSES, (size, PIXELS), generator=random)
    return logits.to(dtype), target


def extreme_masks(dtype):
    labels = ([1, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 0], [1, 1, 1, 1])
    rows = [
        [[z, -z / 2, 0.25, -0.75], [3.0, z, -z / 4, 0.5]]
        for z in LOGITS
        if z not in (0, 1, -1)
    ]
    logits = torch.tensor(rows).repeat(len(labels), 1, 1)
    target = torch.tensor(labels).repeat_interleave(len(rows), 0).unsqueeze(1)
    return logits.to(dtype), target.expand(-1, 2, -1).to(dtype)


def extreme_class_maps(dtype):
    near, far = class_maps(dtype, 40, 1), class_maps(dtype, 40, 2)
    logits = torch.cat([1e-2 * near[0], 2 * far[0]])
    return logits.to(dtype), torch.cat([near[1], far[1]])


def seeds(batch):
    """Random batches, none with a tie."""
    return st.integers(0, 10**6).map(
        lambda seed: batch(torch.float32, 2, 1000 + seed)
    )


labels = LossCase(
    inputs=Inputs(batch=masks, extremes=extreme_masks, random=seeds(masks)),
    oracle=oracle_of(of_labels),
    gradient=gradient_of_labels,
    value_of=SAMPLE,
    depends_on=SAMPLE,
    good={
        "over": ("sample",),
        **OPTIONS,
        "average": ("present", "macro"),
    },
    bad=BAD_OPTIONS,
    differentiable=("logits",),
    invariances=(ORDER, TWICE),
    ignore=ignore_index,
)
classes = dataclasses.replace(
    labels,
    inputs=Inputs(
        batch=class_maps,
        extremes=extreme_class_maps,
        random=seeds(class_maps),
        labels=INDICES,
        class_dim=1,
    ),
    oracle=oracle_of(of_classes),
    gradient=gradient_of_classes,
    good=labels.good | CLASS_OPTIONS | {"average": ("present", "macro")},
    invariances=(
        ORDER,
        TWICE,
        SHIFT_OF_THE_SCORES,
        permutation_of_the_classes("weight"),
    ),
    cancels="terms of unlike sign cancel in the gradient",
)
cases = cases_of(labels, classes)
