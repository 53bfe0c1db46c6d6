"""D K weights, against those of a head, its clusters and their samples."""

import matplotlib.pyplot as plt
import numpy as np

from snippets.figures.adaptive_softmax import draw


def counted(classes):
    """Weights and multiply-adds a sample, by the chapter's formulas."""
    features, head, first = 256, classes // 50, classes // 5
    harmonic = np.cumsum(1 / np.arange(1, classes + 1))
    shares = [
        (harmonic[first - 1] - harmonic[head - 1]) / harmonic[-1],
        1 - harmonic[first - 1] / harmonic[-1],
    ]
    weights = work = features * (head + 2)
    for c, size in enumerate((first - head, classes - first)):
        cluster = (features + size) * (features // 4 ** (c + 1))
        weights += cluster
        work += shares[c] * cluster
    return weights, work


def test_curves_are_the_counts():
    figure = draw()
    plt.close(figure)
    panels = figure.axes
    names = [text.get_text() for text in panels[0].get_legend().get_texts()]
    assert names == ["full softmax", "adaptive"]
    sizes = np.asarray(panels[0].lines[0].get_xdata())
    expected = np.array([counted(int(size)) for size in sizes]).T
    for axes, adaptive in zip(panels, expected, strict=True):
        assert axes.get_xscale() == axes.get_yscale() == "log"
        assert [line.get_label() for line in axes.lines] == names
        for line, count in zip(
            axes.lines, (256 * sizes, adaptive), strict=True
        ):
            np.testing.assert_array_equal(line.get_xdata(), sizes)
            # A batch has whole samples, so its shares are rounded.
            np.testing.assert_allclose(line.get_ydata(), count, rtol=2e-3)


def test_the_factor_is_larger_for_the_work_and_smallest_on_the_left():
    figure = draw()
    plt.close(figure)
    parameters, work = (
        np.divide(*(line.get_ydata() for line in axes.lines))
        for axes in figure.axes
    )
    assert (work > parameters).all()
    assert parameters.min() == parameters[0] > 1
    assert work.min() == work[0]
