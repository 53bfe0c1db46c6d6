"""Both losses by gradient descent's closed form, the marks by their rule."""

import numpy as np
import torch

from tests.snippets.drawn import panels

EPOCHS = np.arange(1, 61)


def expected_losses():
    """Training and validation loss after each epoch, by eigenvalues."""
    torch.manual_seed(1)
    x, x_valid = torch.randn(2, 30, 25, dtype=torch.float64).numpy()
    noise, noise_valid = (
        torch.randn(30, dtype=torch.float64).numpy() for _ in range(2)
    )
    y = x[:, 0] - x[:, 1] + noise
    y_valid = x_valid[:, 0] - x_valid[:, 1] + noise_valid
    minimum = np.linalg.lstsq(x, y)[0]
    curvature, directions = np.linalg.eigh(2 / 30 * x.T @ x)
    share = 1 - (1 - 0.05 * curvature) ** EPOCHS[:, None]
    weights = share * (directions.T @ minimum) @ directions.T
    return (
        ((weights @ x.T - y) ** 2).mean(axis=1),
        ((weights @ x_valid.T - y_valid) ** 2).mean(axis=1),
    )


def test_curves_are_the_losses_and_the_marks_their_minimum():
    (panel,) = panels("early_stopping_run")
    training, validation = expected_losses()
    # The run overfits: one minimum, inside, and a rise from there on.
    best = int(validation.argmin()) + 1
    assert 1 < best < 55
    assert (np.diff(validation[: best + 5]) < 0).sum() == best - 1
    panel.shows(
        "",
        "epoch",
        "",
        {
            "training loss": lambda epochs: training[epochs.astype(int) - 1],
            "validation loss": lambda epochs: validation[
                epochs.astype(int) - 1
            ],
        },
        [([best] * 2, [0, 1]), ([best + 5] * 2, [0, 1])],
        rtol=1e-8,
    )
    texts = {text.get_text(): text for text in panel.axes.texts}
    assert texts["best"].xy[0] == best
    assert texts["stop"].xy[0] == best + 5
