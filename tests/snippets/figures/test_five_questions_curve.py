"""-log p."""

import numpy as np

from tests.snippets.drawn import panels


def test_curve_is_minus_the_logarithm():
    (panel,) = panels("five_questions_curve")
    panel.shows(
        "",
        "p of what happened",
        "loss of the sample",
        {"−log p": lambda p: -np.log(p)},
    )
