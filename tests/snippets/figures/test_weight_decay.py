"""Paths of plain Adam, with λw in the gradient or ηλw off the weight."""

import numpy as np
import torch

from lossbook.generate import figures
from snippets.figures import weight_decay
from tests.snippets.drawn import panels_of

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
    figure = figures.drawn("weight_decay")
    expected = expected_paths()
    where = "snippets/figures/weight_decay.py"
    for number, (panel, scale, y) in enumerate(
        zip(
            panels_of(figure, where),
            ("0.1", "10"),
            ("weight w", ""),
            strict=True,
        )
    ):
        panel.shows(
            f"Loss times {scale}",
            "step",
            y,
            {
                name: lambda steps, panel=number, kind=kind: expected[
                    steps.astype(int), panel, kind
                ]
                for kind, name in enumerate(("Adam, L2", "AdamW"))
            },
            [([0, 1], 2)],
            atol=2e-4,
        )
