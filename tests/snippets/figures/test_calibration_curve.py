"""The log loss of logits over a temperature, and where it is least."""

import numpy as np
import pytest

from tests.snippets.drawn import panels, points
from tests.snippets.figures.digits import log_loss, samples

HELD_OUT, TRAINING = (200, 500), (0, 200)


@pytest.fixture(scope="module")
def panel():
    (panel,) = panels("calibration_curve")
    return panel


def curve(which):
    logits, target = samples(0, *which)
    return lambda ts: np.array([log_loss(logits / t, target) for t in ts])


def test_curves_are_the_losses(panel):
    held_out = curve(HELD_OUT)
    # By thirds: between them there is one minimum.
    low, high = 1.0, 3.0
    for _ in range(60):
        a, b = low + (high - low) / 3, high - (high - low) / 3
        low, high = (low, b) if np.less(*held_out([a, b])) else (a, high)
    panel.shows(
        "",
        "temperature",
        "loss",
        {"held-out": held_out, "training": curve(TRAINING)},
        [((low, low), (0, 1))],
        rtol=1e-4,
    )


def test_the_alternative_text_is_true(panel):
    ts, training = points(panel.lines["training"])
    assert (np.diff(training[ts > 0.5]) >= 0).all()
    ts, held_out = points(panel.lines["held-out"])
    assert ts[0] < 1 < ts[held_out.argmin()] < ts[-1]
