"""Changes of a batch that leave a loss as it is, for the cases to claim."""

import torch
from torch import Tensor

from tests.snippets.case import Invariance


def _floats(change):
    """Change the tensors of floating point alike, and no option."""

    def changed(tensors, options):
        new = [
            change(each) if each.is_floating_point() else each
            for each in tensors
        ]
        return tuple(new), options

    return changed


def _first(change):
    """Change the first tensor, and no option."""
    return lambda tensors, options: (
        (change(tensors[0]), *tensors[1:]),
        options,
    )


def option_complement(name: str):
    """1 - an option, where it is not None."""

    def changed(options: dict) -> dict:
        value = options[name]
        return options | {name: value if value is None else 1 - value}

    return changed


def exchange_of_the_labels(options=lambda options: options) -> Invariance:
    """-z and 1 - y for z and y, and the options so changed."""

    def change(tensors, chosen):
        z, y = tensors
        return (-z, 1 - y), options(chosen)

    return Invariance(name="exchange of the two labels", change=change)


def permutation_of_the_classes(*by_class: str) -> Invariance:
    """The classes in another order, in the options that have them too."""

    def change(tensors, options):
        logits, target = tensors
        order = torch.arange(logits.shape[1]).roll(1)  # new place: old class
        place = order.argsort()
        moved = {
            name: value[order]
            for name, value in options.items()
            if name in by_class and isinstance(value, Tensor)
        }
        if "ignore_index" in options and options["ignore_index"] >= 0:
            moved["ignore_index"] = place[options["ignore_index"]].item()
        return (logits[:, order], place[target]), options | moved

    return Invariance(name="permutation of the classes", change=change)


SHIFT_OF_THE_SCORES = Invariance(
    name="the same number added to all scores of a sample",
    change=_first(lambda scores: scores + 3.0),
)
TRANSLATION = Invariance(
    name="the same number added to prediction and target",
    change=_floats(lambda tensor: tensor + 3.0),
)
REFLECTION = Invariance(
    name="the sign of prediction and target", change=_floats(torch.neg)
)


def _rotated(vectors):
    """Turned and mirrored, by a matrix that leaves lengths and angles alone."""
    random = torch.Generator().manual_seed(0)
    size = vectors.shape[-1]
    matrix = torch.randn(size, size, generator=random, dtype=torch.float64)
    return vectors @ torch.linalg.qr(matrix).Q.to(vectors.dtype)


ROTATION = Invariance(
    name="all vectors turned together", change=_floats(_rotated)
)
RENUMBERING = Invariance(
    name="other numbers for the labels",
    change=lambda tensors, options: (
        (*tensors[:-1], 7 - 5 * tensors[-1]),
        options,
    ),
)


def reflection_of_the_level(name: str) -> Invariance:
    """The sign of prediction and target, and 1 - the level."""
    complement = option_complement(name)

    def change(tensors, options):
        return tuple(map(torch.neg, tensors)), options | complement(options)

    return Invariance(
        name="the sign of both, and the level from the other end", change=change
    )
