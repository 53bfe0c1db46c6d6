"""max(0, 1 - d) and log(1 + exp(-d)) over the lead d, and the margin."""

import numpy as np

from tests.snippets.drawn import panels


def test_curves_are_the_hinge_and_the_soft_margin():
    (panel,) = panels("margins_curve")
    panel.shows(
        "",
        "lead of the right class",
        "loss of the sample",
        {
            "hinge": lambda d: np.maximum(0, 1 - d),
            "soft margin": lambda d: np.log1p(np.exp(-d)),
        },
        [((1, 1), (0, 1))],
    )
    (text,) = (x for x in panel.axes.texts if x.get_text() == "margin")
    assert text.xy[0] == 1
