"""The noise in closed form, and shares counted place by place."""

import itertools

import numpy as np
import pytest

from tests.snippets.drawn import panels, points


def noise(size, p=0.5, seen=4, smooth=7):
    """Of a mean of elements that are correlated, as their masks are."""
    gamma = 1 - (1 - p) ** (1 / size**2)
    signal = added = 0
    for row, column in itertools.product(range(1 - seen, seen), repeat=2):
        pairs = (seen - abs(row)) * (seen - abs(column))
        alike = (smooth - abs(row)) * (smooth - abs(column))
        shared = max(size - abs(row), 0) * max(size - abs(column), 0)
        both_kept = (1 - gamma) ** (2 * size**2 - shared)
        signal += pairs * alike
        added += pairs * alike * (both_kept / (1 - p) ** 2 - 1)
    return (added / signal) ** 0.5


def test_noise_is_that_of_the_formula():
    panel = panels("drop_block")[0]
    sizes, drawn = points(panel.lines["blocks"])
    np.testing.assert_array_equal(sizes, [1, 2, 3, 5, 7, 10, 14])
    exact = [noise(int(size)) for size in sizes]
    np.testing.assert_allclose(drawn, exact, atol=0.02)
    assert (np.diff(drawn) > 0).all()
    _, channels = points(panel.lines["whole channels"])
    assert set(channels) == {1}
    assert panel.axes.get_title(loc="left") == "Noise that the next layer sees"
    assert panel.axes.get_xlabel() == "block size"


def counted(p, firsts):
    """The share dropped, if blocks of 7 begin at these rows and columns."""
    gamma = p / 7**2 * 14**2 / (14 - 7 + 1) ** 2
    kept = np.ones((14, 14))
    for row, column in itertools.product(firsts, repeat=2):
        block = np.s_[max(row, 0) : row + 7, max(column, 0) : column + 7]
        kept[block] *= 1 - gamma
    return 1 - kept.mean()


def test_shares_are_those_of_blocks_that_begin_there():
    panel = panels("drop_block")[1]
    lines = {
        "drop_block": lambda p: p,
        "paper's γ, inside": lambda p: [counted(q, range(8)) for q in p],
        "paper's γ, anywhere": lambda p: [counted(q, range(-3, 11)) for q in p],
    }
    title = "Share dropped, blocks of 7"
    panel.shows(title, "p that is asked for", "", lines)


def test_the_alternative_text_is_true():
    panel = panels("drop_block")[1]
    p, _ = points(panel.lines["drop_block"])
    _, inside = points(panel.lines["paper's γ, inside"])
    _, anywhere = points(panel.lines["paper's γ, anywhere"])
    assert (inside[1:] < p[1:]).all()
    # Twice as many at a small p.
    assert anywhere[5] == pytest.approx(2 * p[5], rel=0.1)
