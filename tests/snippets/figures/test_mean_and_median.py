"""Mean loss of a constant: least at the mean, the median, and between."""

import numpy as np
import pytest

from tests.snippets.drawn import panels

TARGET = np.array([1.0, 2.0, 3.0, 4.0, 20.0])


def huber(error):
    size = np.abs(error)
    return np.where(size <= 4, size**2 / 2, 4 * (size - 2))


@pytest.mark.parametrize(
    ("number", "title", "loss", "best"),
    [
        (0, "MSE", np.square, TARGET.mean()),
        (1, "L1 loss", np.abs, np.median(TARGET)),
        # The other errors add up to 4, to which the last is clipped.
        (2, "Huber, δ = 4", huber, (1 + 2 + 3 + 4 + 4) / 4),
    ],
)
def test_curve_is_the_mean_loss_and_the_dot_its_minimum(
    number, title, loss, best
):
    panel = panels("mean_and_median")[number]
    constants = np.linspace(0, 22, 441)
    mean = loss(constants[:, None] - TARGET).mean(1)
    panel.shows(
        title,
        "constant ŷ",
        "",
        {},
        [
            (constants, mean),
            (best, loss(best - TARGET).mean()),
            (TARGET, 0),
        ],
    )
    (text,) = panel.axes.texts
    assert text.get_text() == f"{best:g}"
    assert text.xy == pytest.approx((best, loss(best - TARGET).mean()), 1e-4)
