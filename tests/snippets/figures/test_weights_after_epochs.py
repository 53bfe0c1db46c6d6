"""Gradient descent's closed form, by eigenvalues."""

import numpy as np
import torch

from tests.snippets.drawn import panels, points


def data():
    """Inputs and targets, to train and to validate with."""
    torch.manual_seed(1)
    x, x_valid = torch.randn(2, 30, 25, dtype=torch.float64).numpy()
    noise, noise_valid = (
        torch.randn(30, dtype=torch.float64).numpy() for _ in range(2)
    )
    y = x[:, 0] - x[:, 1] + noise
    y_valid = x_valid[:, 0] - x_valid[:, 1] + noise_valid
    return (x, y), (x_valid, y_valid)


def weights(epochs):
    """The weights after each of some numbers of epochs, a row each."""
    (x, y), _ = data()
    minimum = np.linalg.lstsq(x, y)[0]
    curvature, directions = np.linalg.eigh(2 / 30 * x.T @ x)
    share = 1 - (1 - 0.05 * curvature) ** np.array(epochs)[:, None]
    return share * (directions.T @ minimum) @ directions.T


def test_stems_are_the_weights():
    inputs = np.arange(1, 26)
    drawn = panels("weights_after_epochs")
    for number, (panel, epochs) in enumerate(
        zip(drawn, (16, 400), strict=True)
    ):
        (w,) = weights([epochs])
        panel.shows(
            f"After {epochs} epochs",
            "input",
            "" if number else "its weight",
            {},
            [(inputs[:2], w[:2]), (inputs[2:], w[2:])],
            atol=1e-6,
        )


def test_what_does_not_matter_grows_more_than_what_does():
    first, last = (
        [np.abs(points(line)[1]).mean() for line in panel.others]
        for panel in panels("weights_after_epochs")
    )
    assert last[1] / first[1] > 1.5 > last[0] / first[0]
