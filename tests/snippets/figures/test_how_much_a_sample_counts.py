"""Absolute slopes of three losses in the logit, each over its largest."""

import numpy as np

from tests.snippets.drawn import panels, points

FLOOR = -np.log(1e-4)


def cross_entropy(wrong):
    return wrong


def focal(wrong):
    right = 1 - wrong
    return wrong**2 * (wrong - 2 * right * np.log(right))


def symmetric(wrong):
    return 0.1 * wrong + FLOOR * wrong * (1 - wrong)


COUNTS = {
    "cross-entropy": cross_entropy,
    "focal, γ = 2": focal,
    "symmetric": symmetric,
}


def test_curves_are_the_gradients_over_their_largest():
    (panel,) = panels("how_much_a_sample_counts")
    panel.shows(
        "",
        "probability of the wrong class",
        "how much it counts",
        {
            name: lambda wrong, f=f: f(wrong) / f(wrong).max()
            for name, f in COUNTS.items()
        },
    )
    ticks = [each.get_text() for each in panel.axes.get_xticklabels()]
    assert ticks == ["0\nright", "0.5\nundecided", "1\nwrong"]


def test_what_the_picture_is_to_show():
    (panel,) = panels("how_much_a_sample_counts")
    wrong = points(panel.lines["cross-entropy"])[0]
    counts = {name: points(line)[1] for name, line in panel.lines.items()}
    straight, focal, symmetric = counts.values()
    easy = wrong < 0.5
    # Focal loss passes over what is right, symmetric over what is very wrong.
    assert (focal[easy] < 0.6 * straight[easy]).all()
    assert focal[-1] > 0.8
    assert 0.4 < wrong[symmetric.argmax()] < 0.6
    assert symmetric[-1] < 0.06
