"""Mean loss of a constant: least at the mean, the median, and between."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from snippets.figures.mean_and_median import draw

TARGET = np.array([1.0, 2.0, 3.0, 4.0, 20.0])


def huber(error):
    size = np.abs(error)
    return np.where(size <= 4, size**2 / 2, 4 * (size - 2))


@pytest.mark.parametrize(
    ("panel", "title", "loss", "best"),
    [
        (0, "MSE", np.square, TARGET.mean()),
        (1, "L1", np.abs, np.median(TARGET)),
        # The other errors add up to 4, to which the last is clipped.
        (2, "Huber, δ = 4", huber, (1 + 2 + 3 + 4 + 4) / 4),
    ],
)
def test_curve_is_the_mean_loss_and_the_dot_its_minimum(
    panel, title, loss, best
):
    figure = draw()
    plt.close(figure)
    axis = figure.axes[panel]
    curve, dot, ticks = axis.lines
    assert axis.get_title(loc=plt.rcParams["axes.titlelocation"]) == title
    constants = curve.get_xdata(orig=False).astype(float)
    expected = loss(constants[:, None] - TARGET).mean(1)
    np.testing.assert_allclose(curve.get_ydata(), expected, rtol=1e-4)
    assert dot.get_xdata(orig=False) == pytest.approx(best, abs=1e-4)
    assert dot.get_ydata(orig=False) == pytest.approx(
        loss(best - TARGET).mean(), rel=1e-4
    )
    assert [text.get_text() for text in axis.texts] == [f"{best:g}"]
    np.testing.assert_array_equal(ticks.get_xdata(), TARGET)
