"""Each kind drops what its name says, of maps that are drawn faintly."""

import numpy as np
import pytest

from snippets.figures.stochastic_depth_curve import KINDS, SIZE
from tests.snippets.drawn import drawn


def elements(collection, corner):
    """Where squares are, by sample, channel, row and column."""
    found = np.zeros((2, 2, SIZE, SIZE), dtype=int)
    for path in collection.get_paths():
        x, y = np.round(path.vertices[0] - corner).astype(int)
        channel, column = divmod(x, SIZE + 1)
        from_below, height = divmod(y, SIZE + 1)
        found[1 - from_below, channel, SIZE - 1 - height, column] += 1
    return found


@pytest.mark.parametrize("form", ["", ".narrow"])
def test_masks_are_those_of_their_kinds(form):
    (axes,) = drawn("stochastic_depth_curve")[form].axes
    collections = iter(axes.collections)
    kept = {}
    for name, corner in KINDS.items():
        faint, full = next(collections), next(collections)
        kept[name] = elements(full, corner)
        assert kept[name].max() == 1, name
        assert full.get_alpha() > 4 * faint.get_alpha()
        found = {
            tuple((path.vertices[[0, 2]] - corner).round(2).flatten().tolist())
            for path in faint.get_paths()
        }
        ends = [(0, SIZE - 0.15), (SIZE + 1, 2 * SIZE + 0.85)]
        assert found == {
            (left, low, right, high)
            for left, right in ends
            for low, high in ends
        }
    # Dropout: in no map are all elements alike, nor in blocks.
    for picture in kept["dropout"].reshape(4, SIZE, SIZE):
        assert 0 < picture.mean() < 1
    # Channels: each map is whole, and one sample has both kinds.
    channels = kept["channels"].reshape(2, 2, -1)
    assert (channels == channels[..., :1]).all()
    assert 0 < channels.mean() < 1
    assert (channels[:, 0] != channels[:, 1]).any()
    # Stochastic depth: each sample is whole, one kept and one dropped.
    samples = kept["stochastic depth"].reshape(2, -1)
    assert (samples == samples[:, :1]).all()
    assert samples[:, 0].sum() == 1


def test_what_is_dropped_in_blocks_is_covered_by_blocks():
    (axes,) = drawn("stochastic_depth_curve")[""].axes
    order = [*KINDS].index("DropBlock")
    kept = elements(axes.collections[2 * order + 1], KINDS["DropBlock"])
    dropped = 1 - kept.reshape(4, SIZE, SIZE)
    assert 0 < dropped.mean() < 1
    for picture in dropped:
        edged = np.pad(picture, 2, constant_values=1)
        blocks = np.lib.stride_tricks.sliding_window_view(edged, (3, 3))
        covered = np.zeros_like(edged)
        for row, column in zip(*blocks.all((2, 3)).nonzero(), strict=True):
            covered[row : row + 3, column : column + 3] = 1
        assert (covered[2:-2, 2:-2] == picture).all()


def test_the_names_are_above_their_pictures():
    (axes,) = drawn("stochastic_depth_curve")[""].axes
    *names, below = axes.texts
    assert [text.get_text() for text in names] == [*KINDS]
    assert below.get_text() == "two samples, of two maps each"
    for text, (left, low) in zip(names, KINDS.values(), strict=True):
        x, y = text.get_position()
        assert left < x < left + 2 * SIZE + 1
        assert low + 2 * SIZE + 1 < y < low + 2 * SIZE + 3
