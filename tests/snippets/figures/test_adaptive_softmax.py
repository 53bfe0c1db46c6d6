"""D K weights, against those of a head, its clusters and their samples."""

import numpy as np

from tests.snippets.drawn import panels


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
    titles = ("Parameters", "Multiply-adds a sample")
    for number, panel in enumerate(panels("adaptive_softmax")):
        assert panel.axes.get_xscale() == panel.axes.get_yscale() == "log"
        panel.shows(
            titles[number],
            "classes",
            "",
            {
                "full softmax": lambda sizes: 256 * sizes,
                "adaptive": lambda sizes, n=number: [
                    counted(int(size))[n] for size in sizes
                ],
            },
            rtol=2e-3,  # a batch has whole samples, so its shares are rounded
        )


def test_the_factor_is_larger_for_the_work_and_smallest_on_the_left():
    parameters, work = (
        np.divide(*(line.get_ydata() for line in panel.lines.values()))
        for panel in panels("adaptive_softmax")
    )
    assert (work > parameters).all()
    assert parameters.min() == parameters[0] > 1
    assert work.min() == work[0]
