"""Cross-entropy and focal loss of a positive sample, and nothing else."""

import itertools

import numpy as np
import pytest

from snippets.explorers.focal_loss_at_a_glance import SLIDERS, X, explore


@pytest.mark.parametrize("gamma", [0, 0.25, 2, 5])
@pytest.mark.parametrize("alpha", [None, 0.1, 0.75])
def test_lines_are_the_losses_of_a_positive(gamma, alpha):
    z = X.numpy().astype(float)
    p, q = 1 / (1 + np.exp(-z)), 1 / (1 + np.exp(z))
    weight = 1 if alpha is None else alpha
    lines = explore(gamma, alpha)["Loss"]
    assert [*lines] == ["cross-entropy", "focal loss"]
    for line, expected in zip(
        lines.values(),
        (-np.log(p), -weight * q**gamma * np.log(p)),
        strict=True,
    ):
        np.testing.assert_allclose(line, expected, rtol=1e-5, atol=1e-6)


def test_no_line_is_above_cross_entropy():
    """There the title page has its words."""
    for choice in itertools.product(*SLIDERS.values()):
        above, below = explore(*choice)["Loss"].values()
        assert (below <= above + 1e-6).all()
