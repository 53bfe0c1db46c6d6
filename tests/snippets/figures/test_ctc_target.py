"""The shares once more, from all 12-step paths by a forward-backward pass."""

import numpy as np

from tests.snippets.drawn import panels, points

NAMES = ("blank", "c", "a", "t")
PLACES = np.array([0, 1, 0, 2, 0, 3, 0])


def shares(z):
    """Forward and backward through the places of the text."""
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    steps, size = len(p), len(PLACES)
    move = np.eye(size) + np.eye(size, k=1)
    for s in (3, 5):  # a letter after another one: the blank may be skipped
        move[s - 2, s] = 1
    forward, backward = np.zeros((2, steps, size))
    forward[0, :2], backward[-1, -2:] = p[0, PLACES[:2]], 1
    for t in range(1, steps):
        forward[t] = forward[t - 1] @ move * p[t, PLACES]
        u = steps - 1 - t
        backward[u] = move @ (backward[u + 1] * p[u + 1, PLACES])
    both = forward * backward
    both /= both.sum(axis=1, keepdims=True)
    return p, np.stack([both[:, k == PLACES].sum(axis=1) for k in range(4)], 1)


def lines(z):
    _, found = shares(z)
    return {
        name: lambda step, k=k: found[step.astype(int) - 1, k]
        for k, name in enumerate(NAMES)
    }


def test_curves_are_the_shares_of_the_paths():
    start, later = panels("ctc_target")
    z = np.zeros((12, 4))
    start.shows("At the start", "step", "share of the paths", lines(z))
    for _ in range(10):
        p, found = shares(z)
        z = z - (p - found)
    later.shows("After 10 steps of descent", "step", "", lines(z))


def test_the_alternative_text_is_true():
    start, later = panels("ctc_target")
    assert points(start.lines["blank"])[1].min() > 1 / 3
    for name in NAMES[1:]:
        wide = (points(start.lines[name])[1] > 0.1).sum()
        narrow = (points(later.lines[name])[1] > 0.1).sum()
        assert narrow < wide
        assert points(later.lines[name])[1].max() > 0.8
