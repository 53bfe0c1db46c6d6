"""A sample of a grid misses no value of an axis, and no point."""

import torch

from tests.snippets import grid
from tests.snippets.properties import holds_for_losses

AXES = {"a": (0, 1, 2, 3, 4), "b": "xyz", "c": (True, False)}


def seen(choices, axes):
    return {name: {choice[name] for choice in choices} for name in axes}


def test_each_sample_has_every_value_of_every_axis():
    expected = {name: set(values) for name, values in AXES.items()}
    for sample in (grid.product, grid.one_moved, grid.diagonal, grid.few):
        came = seen(sample(AXES), AXES)
        assert came == expected, (
            f"tests/snippets/grid.py: {sample.__name__}: expected {expected}, "
            f"got {came}"
        )


def test_a_sample_is_part_of_the_product():
    whole = grid.product(AXES)
    for sample in (grid.choices(AXES), grid.few(AXES), grid.choices({})):
        extra = [each for each in sample if each and each not in whole]
        assert not extra, f"tests/snippets/grid.py: {extra} is no choice"


@holds_for_losses(depends_on=("element",))
def test_every_point_is_tried_and_each_choice_at_every_value(loss):
    tensors = loss.extremes(torch.float64)
    count, choices = len(tensors[0]), len(loss.choices)
    shares = [grid.share(count, at, choices) for at in range(choices)]
    tried = {point for share in shares for point in share}
    assert tried == set(range(count)), (
        f"{loss}: tests/snippets/grid.py: share leaves out points "
        f"{sorted(set(range(count)) - tried)[:5]}"
    )
    for share in shares:
        some = loss.pick(tensors, list(share))
        for name, whole, part in zip(
            loss.arguments, tensors, some, strict=True
        ):
            columns = 1 if whole.dim() == 1 else whole.shape[1]
            for column in range(columns):
                every = whole.reshape(count, -1)[:, column].unique()
                came = part.reshape(len(share), -1)[:, column].unique()
                assert torch.equal(came, every), (
                    f"{loss}: tests/snippets/grid.py: share of {len(share)} "
                    f"points misses a value of {name}"
                )
