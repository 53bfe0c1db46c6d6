"""The best normal densities for two peaks, and the wide one's summands."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import same_color

from snippets.figures.kl_divergence import draw

FINE = np.linspace(-12, 12, 4801)


def normal(x, mean, scale):
    return np.exp(-(((x - mean) / scale) ** 2) / 2) / scale / np.sqrt(2 * np.pi)


def target(x):
    return 0.6 * normal(x, -2.5, 0.8) + 0.4 * normal(x, 2.5, 0.8)


def reverse(mean, scale):
    p = normal(FINE, mean, scale)
    return np.trapezoid(p * np.log(p / target(FINE)), FINE)


@pytest.fixture(scope="module")
def axes():
    figure = draw()
    plt.close(figure)
    return figure.axes


def density(line):
    """Mean and scale of the normal density that a line is."""
    x, p = line.get_xdata(), line.get_ydata()
    curve = np.polyfit(x, np.log(p), 2)
    scale = np.sqrt(-1 / (2 * curve[0]))
    mean = curve[1] * scale**2
    np.testing.assert_allclose(p, normal(x, mean, scale), atol=1e-6)
    return mean, scale


def test_wide_density_has_the_moments_of_the_target(axes):
    mean, scale = density(axes[0].lines[0])
    first = np.trapezoid(FINE * target(FINE), FINE)
    second = np.trapezoid((FINE - first) ** 2 * target(FINE), FINE)
    assert mean == pytest.approx(first, abs=1e-3)
    assert scale == pytest.approx(np.sqrt(second), abs=1e-3)


def test_narrow_density_is_the_best_near_the_heavier_peak(axes):
    mean, scale = density(axes[0].lines[1])
    assert mean == pytest.approx(-2.5, abs=0.05)
    best = reverse(mean, scale)
    for step in (0.02, -0.02):
        assert reverse(mean + step, scale) > best
        assert reverse(mean, scale + step) > best


def test_shaded_target_has_two_peaks(axes):
    outline = axes[0].collections[0].get_paths()[0].vertices
    outline = outline[outline[:, 1] > 1e-6]
    np.testing.assert_allclose(outline[:, 1], target(outline[:, 0]), rtol=1e-5)


def test_lower_curves_are_the_summands(axes):
    wide = density(axes[0].lines[0])
    forward, backward, _ = axes[1].lines
    x = forward.get_xdata()
    p, y = normal(x, *wide), target(x)
    np.testing.assert_allclose(
        forward.get_ydata(), y * np.log(y / p), atol=1e-5
    )
    np.testing.assert_allclose(
        backward.get_ydata(), p * np.log(p / y), atol=1e-5
    )
    for text, line in zip(axes[1].texts, (forward, backward), strict=True):
        assert same_color(text.get_color(), line.get_color())
