"""1 - (1 - eta h)^t, solid, and h / (h + lambda), dashed, with three t."""

import numpy as np
from matplotlib.colors import same_color

from tests.snippets.drawn import entries, legends, panels

CURVATURE = np.logspace(-3, 1, 161)


def test_curves_are_the_two_filters():
    (panel,) = panels("early_stopping")
    assert panel.axes.get_xscale() == "log"
    steps = {
        "t = 10, λ = 1": 10,
        "t = 100, λ = 0.1": 100,
        "t = 1000, λ = 0.01": 1000,
    }
    panel.shows(
        "",
        "curvature h",
        "share of the minimum",
        {
            name: lambda h, t=t: 1 - (1 - 0.1 * h) ** t
            for name, t in steps.items()
        },
        [(CURVATURE, CURVATURE / (CURVATURE + 10 / t)) for t in steps.values()],
        rtol=1e-6,
    )
    for stopped, penalized in zip(
        panel.lines.values(), panel.others, strict=True
    ):
        assert same_color(stopped.get_color(), penalized.get_color())
        styles = stopped.get_linestyle(), penalized.get_linestyle()
        assert styles == ("-", "--")


def test_legend_names_the_two_styles():
    (panel,) = panels("early_stopping")
    (legend,) = legends(panel.axes.figure)
    ink = legend.get_texts()[0].get_color()
    styles = {
        text: handle.get_linestyle()
        for handle, text in entries(legend)
        if same_color(handle.get_color(), ink)
    }
    assert styles == {"t steps": "-", "L2 penalty λ": "--"}
