"""Each gradient, divided by its length or cut to the square, in NumPy."""

import numpy as np

from snippets.figures.gradient_clipping import GRADIENTS
from tests.snippets.drawn import panels, points

SQUARE = np.array([[1, 1, -1, -1, 1], [-1, 1, 1, -1, -1]])


def by_norm(gradient):
    return gradient / max(1, np.hypot(*gradient))


def by_value(gradient):
    return np.clip(gradient, -1, 1)


def test_gradients_end_at_the_limit():
    drawn = panels("gradient_clipping")
    turn = np.linspace(0, 2 * np.pi, 73)
    circle = np.array([np.cos(turn), np.sin(turn)])
    for number, (panel, title, clip, outline) in enumerate(
        zip(
            drawn,
            ("By norm", "By value"),
            (by_norm, by_value),
            (circle, SQUARE),
            strict=True,
        )
    ):
        others = [tuple(outline)]
        for gradient in np.array(GRADIENTS):
            end = clip(gradient)
            others += [tuple(np.array([gradient, end]).T), tuple(end[:, None])]
        panel.shows(
            title,
            "first element",
            "" if number else "second element",
            {},
            others,
            atol=2e-6,
        )


def test_the_alternative_text_is_true():
    """By norm no direction changes; by value some do."""
    for panel, keeps in zip(
        panels("gradient_clipping"), (True, False), strict=True
    ):
        turned = []
        for line in panel.others[1::2]:
            (x, end_x), (y, end_y) = points(line)
            turned.append(abs(np.arctan2(y, x) - np.arctan2(end_y, end_x)))
        assert (max(turned) < 1e-5) == keeps
