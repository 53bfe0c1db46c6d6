"""-log p, with dots at 1 / K."""

import numpy as np

from tests.snippets.drawn import panels

CLASSES = (2, 10, 100)


def test_the_curve_is_the_surprise_at_the_right_class():
    (panel,) = panels("cross_entropy_curve")
    p = np.linspace(0.005, 1, 200)
    panel.shows(
        "",
        "p of the right class",
        "loss of the sample",
        {},
        [(p, -np.log(p)), *((1 / k, np.log(k)) for k in CLASSES)],
    )


def test_each_dot_has_the_odds_of_its_guess():
    (panel,) = panels("cross_entropy_curve")
    odds = {text.get_text(): text.xy for text in panel.axes.texts}
    assert odds == {f"1 in {k}": (1 / k, np.log(k)) for k in CLASSES}
