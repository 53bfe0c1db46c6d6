"""Errors of a wide network over its training, with dropout and without."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch import nn
from torch.nn import functional as F

LOSSES = ("line-2", "dropout", "weight decay")
# The drop probability, and the weight decay.
TRAININGS = {
    "neither": (0.0, 0.0),
    "dropout, p = 0.5": (0.5, 0.0),
    "weight decay, λ = 3": (0.0, 3.0),
}
STEPS = range(1, 301)


def draw() -> Figure:
    """Draw both over the steps of AdamW, on the data of the chapter's run."""
    dtype = torch.float64
    figure, panels = plt.subplots(1, 2, figsize=(7.2, 2.8), sharey=True)
    for name, (p, weight_decay) in TRAININGS.items():
        torch.manual_seed(0)
        x = torch.randn(1080, 5, dtype=dtype)
        y = x[:, :1] * x[:, 1:2] + torch.randn(1080, 1, dtype=dtype)
        model = nn.Sequential(
            nn.Linear(5, 100, dtype=dtype),
            nn.ReLU(),
            nn.Dropout(p),
            nn.Linear(100, 1, dtype=dtype),
        )
        optimizer = torch.optim.AdamW(
            model.parameters(), lr=0.03, weight_decay=weight_decay
        )
        errors = []
        for _ in STEPS:
            model.train()
            optimizer.zero_grad()
            F.mse_loss(model(x[:80]), y[:80]).backward()
            optimizer.step()
            model.eval()
            with torch.no_grad():
                error = (model(x) - y).square()
            errors.append((error[:80].mean(), error[80:].mean()))
        for axis, values in zip(panels, zip(*errors, strict=True), strict=True):
            axis.plot(STEPS, values, label=name)
    for axis, title in zip(
        panels, ("Samples seen", "New samples"), strict=True
    ):
        axis.set(title=title, xlabel="step", ylim=(0, 3))
    panels[0].set(ylabel="squared error")
    panels[0].legend()
    return figure
