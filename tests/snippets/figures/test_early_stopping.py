"""1 - (1 - eta h)^t, solid, and h / (h + lambda), dashed, with three t."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import same_color

from snippets.figures.early_stopping import draw


def test_curves_are_the_two_filters():
    figure = draw()
    plt.close(figure)
    (axes,) = figure.axes
    assert axes.get_xscale() == "log"
    assert len(axes.lines) == 8
    curves = axes.lines[:6]
    for stopped, penalized, steps in zip(
        curves[::2], curves[1::2], (10, 100, 1000), strict=True
    ):
        strength = 10 / steps
        assert stopped.get_label() == f"t = {steps}, λ = {strength:g}"
        assert same_color(stopped.get_color(), penalized.get_color())
        assert (stopped.get_linestyle(), penalized.get_linestyle()) == (
            "-",
            "--",
        )
        curvature = np.logspace(-3, 1, 161)
        for line, share in (
            (stopped, 1 - (1 - 0.1 * curvature) ** steps),
            (penalized, curvature / (curvature + strength)),
        ):
            drawn = line.get_xdata(orig=False)
            np.testing.assert_allclose(drawn, curvature, rtol=1e-6)
            drawn = line.get_ydata(orig=False)
            np.testing.assert_allclose(drawn, share, rtol=1e-6)


def test_legend_names_the_two_styles():
    figure = draw()
    plt.close(figure)
    styles = {
        line.get_label(): line.get_linestyle()
        for line in figure.axes[0].lines[6:]
    }
    assert styles == {"t steps": "-", "L2 penalty λ": "--"}
