"""1 - p, and that times 0.1 + 9.21 p, and times p^0.7."""

import numpy as np

from tests.snippets.drawn import panels, points


def test_curves_are_the_sizes_of_the_gradients():
    (panel,) = panels("noisy_labels_curve")
    panel.shows(
        "",
        "p of the label",
        "pull of the sample",
        {
            "cross-entropy": lambda p: 1 - p,
            "symmetric": lambda p: (0.1 - np.log(1e-4) * p) * (1 - p),
            "generalized": lambda p: p**0.7 * (1 - p),
        },
    )


def test_the_alternative_text_is_true():
    (panel,) = panels("noisy_labels_curve")
    p, symmetric = points(panel.lines["symmetric"])
    assert abs(p[symmetric.argmax()] - 0.5) < 0.02
    assert symmetric[0] < 0.2
    assert symmetric[-1] < 0.1
    # Generalized cross-entropy pulls less than cross-entropy everywhere.
    _, plain = points(panel.lines["cross-entropy"])
    _, generalized = points(panel.lines["generalized"])
    assert (generalized < plain).all()
    assert generalized[0] < 0.05
