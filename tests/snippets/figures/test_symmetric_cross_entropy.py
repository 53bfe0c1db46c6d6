"""-log p_y, 9.21 (1 - p_y) and their sum, with their slopes in the logit."""

import matplotlib.pyplot as plt
import numpy as np

from snippets.figures.symmetric_cross_entropy import draw


def test_curves_are_the_losses_and_their_gradients():
    figure = draw()
    plt.close(figure)
    (legend,) = figure.legends
    names = [text.get_text() for text in legend.get_texts()]
    assert names == [
        "cross-entropy",
        "reverse, A = −9.21",
        "symmetric, α = β = 1",
    ]
    values, slopes = figure.axes[:2], figure.axes[2:]
    for value, slope, y in zip(values, slopes, (1, 0), strict=True):
        assert value.get_title() == f"Label y = {y}"
        assert [line.get_label() for line in value.lines] == names
        for n, (loss, gradient) in enumerate(
            zip(value.lines, slope.lines, strict=True)
        ):
            assert loss.get_linestyle() == gradient.get_linestyle()
            z = loss.get_xdata(orig=False).astype(float)
            of_label = 1 / (1 + np.exp(-z if y else z))
            sign = -1 if y else 1
            forward = -np.log(of_label)
            reverse = -np.log(1e-4) * (1 - of_label)
            np.testing.assert_allclose(
                loss.get_ydata(),
                (forward, reverse, forward + reverse)[n],
                rtol=1e-5,
                atol=1e-5,
            )
            forward = sign * (1 - of_label)
            reverse = sign * -np.log(1e-4) * of_label * (1 - of_label)
            np.testing.assert_allclose(gradient.get_xdata(), z)
            np.testing.assert_allclose(
                gradient.get_ydata(),
                (forward, reverse, forward + reverse)[n],
                rtol=1e-5,
                atol=1e-5,
            )


def test_the_reverse_gradient_peaks_where_the_model_is_undecided():
    figure = draw()
    plt.close(figure)
    for slope in figure.axes[2:]:
        reverse = slope.lines[1]
        peak = np.abs(reverse.get_ydata()).argmax()
        assert abs(reverse.get_xdata()[peak]) < 1e-5
