"""The samples drawn and mapped once more; NumPy learns the map."""

import functools

import numpy as np
import torch

from tests.snippets.drawn import panels, points
from tests.snippets.figures.adam import Adam
from tests.snippets.figures.triplet_gradients import (
    distances,
    hardest,
    loss_and_gradient,
)


@functools.cache
def samples():
    """Those to learn from, their labels, and those never seen, with theirs."""
    torch.manual_seed(0)
    kinds = np.append(torch.randn(20).numpy(), torch.linspace(-1, 1, 6))
    labels = np.arange(26).repeat(8)
    along, across = torch.randn(208).numpy(), torch.randn(208).numpy()
    along = kinds[labels] + 0.03 * along.astype(float)
    x = np.stack([along, 2 * across.astype(float)], 1)
    x = x @ np.float32([[0.8, 0.6], [-0.6, 0.8]])
    return x[:160], labels[:160], x[160:], labels[160:]


@functools.cache
def learnt():
    x, labels, _, _ = samples()
    w, adam = np.eye(2), Adam()
    for _ in range(100):
        _, gradient = loss_and_gradient(x, w, *hardest(x @ w, labels), 1.0)
        w = w - 0.05 * adam.step(gradient)
    return w


def test_panels_are_before_and_after():
    _, _, new, kinds = samples()
    both = panels("triplets_find_new_kinds")
    titles = ("As measured", "After triplets")
    for panel, title, x in zip(
        both, titles, (new, new @ learnt()), strict=True
    ):
        assert panel.title == title
        names = {
            f"kind {'ABC'[n]}": kind for n, kind in enumerate((21, 22, 23))
        }
        assert panel.lines.keys() == names.keys()
        for name, line in panel.lines.items():
            drawn = np.stack(points(line), 1)
            wanted = x[kinds == names[name]]
            assert np.allclose(drawn, wanted, rtol=1e-4, atol=1e-5), name


def test_the_alternative_text_is_true():
    for panel, apart in zip(
        panels("triplets_find_new_kinds"), (False, True), strict=True
    ):
        heaps = [np.stack(points(each), 1) for each in panel.lines.values()]
        z, kinds = np.concatenate(heaps), np.arange(3).repeat(8)
        same = kinds[:, None] == kinds
        far = distances(z)
        assert (far[same].max() < far[~same].min()) == apart
