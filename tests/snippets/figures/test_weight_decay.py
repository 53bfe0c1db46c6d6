"""Paths of plain Adam, with λw in the gradient or ηλw off the weight."""

import matplotlib.pyplot as plt
import numpy as np
import torch

from snippets.figures import weight_decay

# A quarter of the figure's: a step of torch.optim takes long.
STEPS = 500


def expected_paths():
    """For scales 0.1 and 10, the weight with L2, then decoupled."""
    learning_rate, strength = 0.005, 0.5
    scale = torch.tensor([[0.1], [10.0]], dtype=torch.float64)
    penalized = torch.tensor([1.0, 0.0], dtype=torch.float64)
    w = torch.full((2, 2), 2.0, dtype=torch.float64)
    optimizer = torch.optim.Adam([w], lr=learning_rate)
    path = [w.tolist()]
    noise = torch.randn(STEPS, generator=torch.Generator().manual_seed(0))
    for error in noise.tolist():
        w.grad = scale * (w - 2 - error) + strength * penalized * w
        w -= learning_rate * strength * (1 - penalized) * w
        optimizer.step()
        path.append(w.tolist())
    return np.array(path)


def test_curves_are_the_paths(monkeypatch):
    monkeypatch.setattr(weight_decay, "STEPS", STEPS)
    figure = weight_decay.draw()
    plt.close(figure)
    expected = expected_paths()
    names = [text.get_text() for text in figure.axes[1].legend_.get_texts()]
    assert names == ["Adam, L2", "AdamW"]
    for panel, (axes, scale) in enumerate(
        zip(figure.axes, ("0.1", "10"), strict=True)
    ):
        assert axes.get_title() == f"Loss times {scale}"
        assert [line.get_label() for line in axes.lines[1:]] == names
        np.testing.assert_array_equal(axes.lines[0].get_ydata(), 2)
        for kind, line in enumerate(axes.lines[1:]):
            steps = np.asarray(line.get_xdata())
            np.testing.assert_array_equal(steps, np.arange(0, STEPS + 1, 10))
            path = expected[steps, panel, kind]
            np.testing.assert_allclose(line.get_ydata(), path, atol=2e-4)
