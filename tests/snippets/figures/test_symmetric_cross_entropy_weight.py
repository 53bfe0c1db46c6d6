"""Left -log p_y and 9.21 (1 - p_y), right α + 9.21 β p_y."""

import matplotlib.pyplot as plt
import numpy as np

from snippets.figures.symmetric_cross_entropy_weight import draw


def test_curves_are_the_losses_and_the_weight():
    figure = draw()
    plt.close(figure)
    value, weight = figure.axes
    names = [text.get_text() for text in value.get_legend().get_texts()]
    assert names == [line.get_label() for line in value.lines]
    assert names == ["cross-entropy", "reverse"]
    p = value.lines[0].get_xdata(orig=False).astype(float)
    a = np.log(1e-4)
    for line, expected in zip(
        value.lines, (-np.log(p), -a * (1 - p)), strict=True
    ):
        np.testing.assert_allclose(line.get_xdata(), p)
        np.testing.assert_allclose(
            line.get_ydata(), expected, rtol=1e-4, atol=1e-5
        )
    names = [text.get_text() for text in weight.get_legend().get_texts()]
    assert names == [line.get_label() for line in weight.lines]
    for line, (alpha, beta) in zip(
        weight.lines, ((1, 0), (1, 1), (0.1, 1)), strict=True
    ):
        assert line.get_label() == f"α = {alpha}, β = {beta}"
        np.testing.assert_allclose(line.get_xdata(), p)
        np.testing.assert_allclose(
            line.get_ydata(), alpha - a * beta * p, rtol=1e-3
        )
