"""The best normal densities for two peaks, and the wide one's summands."""

import numpy as np
import pytest
from matplotlib.colors import same_color

from tests.snippets.drawn import panels, points

FINE = np.linspace(-12, 12, 4801)


def normal(x, mean, scale):
    return np.exp(-(((x - mean) / scale) ** 2) / 2) / scale / np.sqrt(2 * np.pi)


def target(x):
    return 0.6 * normal(x, -2.5, 0.8) + 0.4 * normal(x, 2.5, 0.8)


def reverse(mean, scale):
    p = normal(FINE, mean, scale)
    return np.trapezoid(p * np.log(p / target(FINE)), FINE)


WIDE, NARROW = "p of least KL(y, p)", "p of least KL(p, y)"


@pytest.fixture(scope="module")
def drawn():
    return panels("kl_divergence")


def density(line):
    """Mean and scale of the normal density that a line is."""
    x, p = points(line)
    curve = np.polyfit(x, np.log(p), 2)
    scale = np.sqrt(-1 / (2 * curve[0]))
    mean = curve[1] * scale**2
    np.testing.assert_allclose(p, normal(x, mean, scale), atol=1e-6)
    return mean, scale


def test_wide_density_has_the_moments_of_the_target(drawn):
    mean, scale = density(drawn[0].lines[WIDE])
    first = np.trapezoid(FINE * target(FINE), FINE)
    second = np.trapezoid((FINE - first) ** 2 * target(FINE), FINE)
    assert mean == pytest.approx(first, abs=1e-3)
    assert scale == pytest.approx(np.sqrt(second), abs=1e-3)


def test_narrow_density_is_the_best_near_the_heavier_peak(drawn):
    mean, scale = density(drawn[0].lines[NARROW])
    assert mean == pytest.approx(-2.5, abs=0.05)
    best = reverse(mean, scale)
    for step in (0.02, -0.02):
        assert reverse(mean + step, scale) > best
        assert reverse(mean, scale + step) > best


def test_shaded_target_has_two_peaks(drawn):
    (shape,) = drawn[0].axes.collections
    line = drawn[0].lines["target y"]
    assert same_color(line.get_color(), shape.get_facecolor()[0, :3])
    outline = shape.get_paths()[0].vertices
    outline = outline[outline[:, 1] > 1e-6]
    np.testing.assert_allclose(outline[:, 1], target(outline[:, 0]), rtol=1e-5)


def test_panels_show_the_densities_and_the_summands(drawn):
    densities, summands = drawn
    wide = density(densities.lines[WIDE])
    narrow = density(densities.lines[NARROW])
    densities.shows(
        "Density",
        "",
        "",
        {
            "target y": target,
            WIDE: lambda x: normal(x, *wide),
            NARROW: lambda x: normal(x, *narrow),
        },
    )

    def summand(of, other):
        return lambda x: of(x) * np.log(of(x) / other(x))

    def p(x):
        return normal(x, *wide)

    summands.shows(
        "Summand, for the wide p",
        "x",
        "",
        {
            "y log(y / p)": summand(target, p),
            "p log(p / y)": summand(p, target),
        },
        [([0, 1], 0)],
    )
