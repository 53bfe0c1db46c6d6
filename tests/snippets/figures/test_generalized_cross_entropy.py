"""Left (1 - p^q) / q, right p^q; q near 0 is cross-entropy."""

import numpy as np

from tests.snippets.drawn import panels


def test_curves_are_the_losses_and_the_weights():
    value, weight = panels("generalized_cross_entropy")
    exponents = {f"q = {q:g}": q for q in (0.7, 1.0)}
    value.shows(
        "Loss",
        "probability of the label",
        "",
        {"q near 0, cross-entropy": lambda p: -np.log(p)}
        | {
            name: lambda p, q=q: (1 - p**q) / q for name, q in exponents.items()
        },
        rtol=1e-3,
    )
    weight.shows(
        "Gradient over cross-entropy’s",
        "probability of the label",
        "",
        {"q near 0, cross-entropy": lambda p: 1}
        | {name: lambda p, q=q: p**q for name, q in exponents.items()},
        rtol=1e-3,
    )
