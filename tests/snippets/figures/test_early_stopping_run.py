"""Both losses by gradient descent's closed form, the marks by their rule."""

import matplotlib.pyplot as plt
import numpy as np
import torch

from snippets.figures.early_stopping_run import draw

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


def test_curves_are_the_losses():
    figure = draw()
    plt.close(figure)
    lines = figure.axes[0].lines[:2]
    names = [line.get_label() for line in lines]
    assert names == ["training loss", "validation loss"]
    for line, expected in zip(lines, expected_losses(), strict=True):
        np.testing.assert_array_equal(line.get_xdata(), EPOCHS)
        drawn = line.get_ydata(orig=False)
        np.testing.assert_allclose(drawn, expected, rtol=1e-8)


def test_marks_are_the_minimum_and_five_epochs_later():
    figure = draw()
    plt.close(figure)
    (axes,) = figure.axes
    validation = expected_losses()[1]
    # The run overfits: one minimum, inside, and a rise from there on.
    best = int(validation.argmin()) + 1
    assert 1 < best < 55
    assert (np.diff(validation[: best + 5]) < 0).sum() == best - 1
    marks = [line.get_xdata()[0] for line in axes.lines[2:]]
    assert marks == [best, best + 5]
    labels = {text.get_text().strip(): text.xy[0] for text in axes.texts}
    assert labels == {"best: keep": best, "stop": best + 5}
