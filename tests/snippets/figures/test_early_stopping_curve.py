"""Both losses by gradient descent's closed form, the marks by their rule."""

import numpy as np

from tests.snippets.drawn import panels
from tests.snippets.figures.test_weights_after_epochs import data, weights

EPOCHS = np.arange(1, 101)


def losses():
    """Training and validation loss after each epoch."""
    w = weights(EPOCHS)
    return [((w @ x.T - y) ** 2).mean(axis=1) for x, y in data()]


def test_curves_are_the_losses_and_the_marks_their_minimum():
    (panel,) = panels("early_stopping_curve")
    training, validation = losses()
    # The run overfits: one minimum, inside, and a rise from there on.
    best = int(validation.argmin()) + 1
    assert 1 < best < 55
    assert (np.diff(validation[: best + 5]) < 0).sum() == best - 1
    panel.shows(
        "",
        "epoch",
        "loss",
        {
            "training": lambda epochs: training[epochs.astype(int) - 1],
            "validation": lambda epochs: validation[epochs.astype(int) - 1],
        },
        [([best] * 2, [0, 1]), ([best + 5] * 2, [0, 1])],
        rtol=1e-8,
    )
    texts = {text.get_text(): text for text in panel.axes.texts}
    assert texts["best"].xy[0] == best
    assert texts["stop"].xy[0] == best + 5
