"""MSE, L1, and the two between them, by their definitions."""

import numpy as np
import pytest

from snippets.explorers.regression_losses import SLIDERS, X_LABEL, X, explore


@pytest.mark.parametrize(("delta", "beta"), [(0.25, 0), (2, 1), (4, 3)])
def test_lines_are_the_losses_and_their_gradients(delta, beta):
    e = X.numpy().astype(float)
    size, sign = abs(e), np.sign(e)
    safe = beta or 1
    near, inside = size < beta, size < delta
    loss = {
        "MSE": e**2,
        "L1 loss": size,
        "smooth L1": np.where(near, e**2 / safe / 2, size - beta / 2),
        "Huber": np.where(inside, e**2 / 2, delta * (size - delta / 2)),
    }
    gradient = {
        "MSE": 2 * e,
        "L1 loss": sign,
        "smooth L1": np.where(near, e / safe, sign),
        "Huber": np.where(inside, e, delta * sign),
    }
    panels = explore(delta, beta)
    for title, expected in (("Loss", loss), ("Gradient", gradient)):
        assert panels[title].keys() == expected.keys()
        for name, line in panels[title].items():
            np.testing.assert_allclose(
                line, expected[name], rtol=1e-5, atol=1e-5
            )


def test_it_says_what_moves():
    assert X_LABEL == "error ŷ − y"
    assert [*SLIDERS] == ["δ of Huber", "β of smooth L1"]
