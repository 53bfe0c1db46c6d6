"""-log p, (1 - p)^2 of it, and half of it plus half of 9.21 (1 - p)."""

import matplotlib.pyplot as plt
import numpy as np

from snippets.figures.losses_at_a_glance import draw


def curves():
    figure = draw()
    plt.close(figure)
    (axes,) = figure.axes
    names = [text.get_text() for text in axes.get_legend().get_texts()]
    assert names == [line.get_label() for line in axes.lines]
    z = axes.lines[0].get_xdata(orig=False).astype(float)
    for line in axes.lines:
        np.testing.assert_allclose(line.get_xdata(), z)
    return axes, z, {line.get_label(): line.get_ydata() for line in axes.lines}


def test_curves_are_the_losses():
    _, z, drawn = curves()
    p, q = 1 / (1 + np.exp(-z)), 1 / (1 + np.exp(z))
    expected = {
        "symmetric, α = β = 0.5": (-np.log(p) - np.log(1e-4) * q) / 2,
        "cross-entropy": -np.log(p),
        "focal, γ = 2": -(q**2) * np.log(p),
    }
    assert drawn.keys() == expected.keys()
    for name, loss in expected.items():
        np.testing.assert_allclose(drawn[name], loss, rtol=1e-5, atol=1e-6)


def test_the_alternative_text_is_true():
    axes, z, drawn = curves()
    symmetric, cross_entropy, focal = drawn.values()
    assert (focal < cross_entropy).all()
    assert (symmetric > cross_entropy).all()
    assert (z[0], z[-1]) == (-5, 5)
    steps = np.diff(np.stack([cross_entropy, symmetric]), axis=1)
    cross_entropy_steps, symmetric_steps = -steps / np.diff(z)
    assert cross_entropy_steps[0] > 0.99  # a straight line of slope -1
    assert symmetric_steps[0] < 0.4 * symmetric_steps.max()
    assert symmetric.max() < axes.get_ylim()[1]
