"""Adam once more, in NumPy."""

import functools

import numpy as np

from tests.snippets.drawn import panels, points
from tests.snippets.figures.adam import Adam


@functools.cache
def sizes(large):
    """The steps for gradients of 1 with one other among them."""
    adam = Adam()
    gradients = [1.0] * 100 + [large] + [1.0] * 499
    return np.array([adam.step(each) for each in gradients])


def test_curves_are_adams_steps():
    (panel,) = panels("one_large_gradient")
    panel.shows(
        "",
        "step",
        "size of the step",
        {
            "not clipped": lambda step: sizes(100.0)[step.astype(int) - 1],
            "clipped": lambda step: sizes(1.0)[step.astype(int) - 1],
        },
        atol=1e-5,
    )


def test_the_alternative_text_is_true():
    (panel,) = panels("one_large_gradient")
    step, size = points(panel.lines["not clipped"])
    assert (size[(step > 130) & (step < 200)] < 0.2).all()
    later = size[step >= 200]
    assert (later[1:] > later[:-1]).all()
    assert later[-1] < 0.3
