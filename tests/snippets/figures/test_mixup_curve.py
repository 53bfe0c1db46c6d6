"""The ink of each picture, in each colour, is what the formula says."""

import numpy as np
import pytest
from matplotlib.colors import to_hex
from sklearn.datasets import load_digits

from lossbook.generate.palette import palette
from tests.snippets.drawn import drawn

BOX = np.zeros((8, 8))
BOX[2:6, 4:] = 1


def ink(collection):
    """The area of the squares on each pixel."""
    found = np.zeros((8, 8))
    for path in collection.get_paths():
        (left, low), (right, high) = path.vertices[0], path.vertices[2]
        column = int((left + right) / 2) % 11
        row = 7 - int((low + high) / 2) % 11
        found[row, column] += (right - left) * (high - low)
    return found


@pytest.mark.parametrize("form", ["", ".narrow"])
def test_the_pictures_are_mixed(form):
    (axes,) = drawn("mixup_curve")[form].axes
    first, second = load_digits().images[[0, 1]] / 16
    wanted = [
        (first, 0 * second),
        (0 * first, second),
        (0.6 * first, 0.4 * second),
        ((1 - BOX) * first, BOX * second),
    ]
    found = [*axes.collections]
    assert len(found) == 2 * len(wanted)
    for number, pair in enumerate(wanted):
        for colour, each in zip(("blue", "orange"), pair, strict=True):
            drawn_as = found.pop(0)
            assert ink(drawn_as) == pytest.approx(each), number
            if len(drawn_as.get_paths()):
                shown = to_hex(drawn_as.get_facecolor()[0])
                assert shown == palette()["default"][colour]


def test_the_names_are_those_of_the_pictures():
    (axes,) = drawn("mixup_curve")[""].axes
    names = [text.get_text() for text in axes.texts]
    assert names == ["first", "second", "mixup, λ = 0.6", "CutMix, λ = 0.75"]
    assert 1 - BOX.mean() == 0.75
    # Each above its own picture.
    for text, (left, low) in zip(
        axes.texts, [(0, 11), (11, 11), (0, 0), (11, 0)], strict=True
    ):
        x, y = text.get_position()
        assert left < x < left + 8
        assert low + 8 < y < low + 10
