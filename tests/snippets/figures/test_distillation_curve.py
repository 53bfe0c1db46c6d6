"""exp(v / T) over the sum of those of 6, 3 and 0."""

import numpy as np

from tests.snippets.drawn import panels, points


def share(own):
    return lambda t: np.exp(own / t) / sum(np.exp(v / t) for v in (6, 3, 0))


def test_curves_are_the_softened_probabilities():
    (panel,) = panels("distillation_curve")
    lines = {
        "right class": share(6),
        "near miss": share(3),
        "far off": share(0),
    }
    x, y = "temperature T", "probability of the teacher"
    panel.shows("", x, y, lines)


def test_the_alternative_text_is_true():
    (panel,) = panels("distillation_curve")
    first = {name: points(line)[1][0] for name, line in panel.lines.items()}
    last = {name: points(line)[1][-1] for name, line in panel.lines.items()}
    assert first["right class"] > 0.95
    assert max(last.values()) - min(last.values()) < 0.25
    assert last["right class"] > last["near miss"] > last["far off"]
