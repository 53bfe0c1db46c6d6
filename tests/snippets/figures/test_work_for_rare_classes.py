"""H_k / H_K of the samples, and k / K of the work."""

import numpy as np

from tests.snippets.drawn import panels, points

CLASSES = 100_000


def test_curves_are_the_shares_of_the_first_classes():
    (panel,) = panels("work_for_rare_classes")
    harmonic = np.cumsum(1 / np.arange(1, CLASSES + 1))
    assert panel.axes.get_xscale() == "log"
    panel.shows(
        "",
        "the most frequent classes",
        "their share",
        {
            "samples": lambda k: harmonic[k.astype(int) - 1] / harmonic[-1],
            "work of a full softmax": lambda k: k / CLASSES,
        },
    )


def test_the_alternative_text_is_true():
    (panel,) = panels("work_for_rare_classes")
    k, samples = points(panel.lines["samples"])
    _, work = points(panel.lines["work of a full softmax"])
    first = k <= 1000
    assert samples[first].max() > 0.6
    assert work[first].max() < 0.02
