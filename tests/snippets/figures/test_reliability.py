"""The bins of confidence once more, filled sample by sample."""

import math

import numpy as np
import pytest

from snippets.relations.temperature_on_digits import temperatures
from tests.snippets.drawn import panels, points
from tests.snippets.figures.digits import samples, softmax


@pytest.fixture(scope="module")
def panel():
    (panel,) = panels("reliability")
    return panel


def bins(scales):
    """Mean confidence and share that is right, of 10 bins with 20 or more."""
    held = [[] for _ in range(10)]
    for network, scale in enumerate(scales):
        logits, target = samples(network, 500, None)
        for p, digit in zip(softmax(logits / scale), target, strict=True):
            pair = p.max(), p.argmax() == digit
            held[math.ceil(p.max() * 10) - 1].append(pair)
    return np.array([np.mean(each, axis=0) for each in held if len(each) >= 20])


def test_points_are_the_bins(panel):
    expected = {"before": bins([1] * 4), "after": bins(temperatures)}
    for name, line in panel.lines.items():
        at, _ = points(line)
        np.testing.assert_allclose(at, expected[name][:, 0], rtol=1e-5)
    panel.shows(
        "",
        "confidence",
        "share that is right",
        {
            name: lambda _, share=both[:, 1]: share
            for name, both in expected.items()
        },
        [((0, 1), (0, 1))],
        rtol=1e-4,
    )


def test_the_alternative_text_is_true(panel):
    away = {
        name: np.subtract(*reversed(points(line)))
        for name, line in panel.lines.items()
    }
    assert (away["before"] < 0).all()
    assert (away["before"] < -0.1).sum() > len(away["before"]) / 2
    assert (np.abs(away["after"]) < 0.03).all()
