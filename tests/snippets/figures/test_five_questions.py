"""KL divergence is cross-entropy less the entropy, for either label."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from snippets.figures.five_questions import draw


@pytest.mark.parametrize(("panel", "label"), [(0, 1.0), (1, 0.9)])
def test_curves_are_cross_entropy_divergence_and_entropy(panel, label):
    figure = draw()
    plt.close(figure)
    axis = figure.axes[panel]
    title = axis.get_title(loc=plt.rcParams["axes.titlelocation"])
    assert title.endswith(f"y = {label:g}")
    lines = {line.get_label(): line for line in axis.lines}
    p = lines["cross-entropy"].get_xdata(orig=False).astype(float)
    cross_entropy = -label * np.log(p) - (1 - label) * np.log(1 - p)
    entropy = -sum(y * np.log(y) for y in (label, 1 - label) if y)
    for name, expected in {
        "cross-entropy": cross_entropy,
        "entropy": np.full_like(p, entropy),
        "KL divergence": cross_entropy - entropy,
    }.items():
        np.testing.assert_allclose(lines[name].get_ydata(), expected, atol=1e-5)
    # KL divergence touches 0 where the probability is the label.
    least = lines["KL divergence"].get_ydata().argmin()
    assert p[least] == pytest.approx(label, abs=0.005)
    if label < 1:
        assert axis.lines[-1].get_xdata() == [label, label]
