"""What one weight costs under L1, and what under L2."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure

LOSSES = ("L1", "L2")


def draw() -> Figure:
    """Draw |w| and w^2 / 2."""
    figure, axis = plt.subplots(figsize=(3.2, 2.9))
    w = torch.linspace(-2.6, 2.6, 105)
    costs = {"L1: |w|": w.abs(), "L2: w²/2": w.square() / 2}
    for name, cost in costs.items():
        axis.plot(w, cost, label=name)
    axis.set(xlabel="weight w", ylabel="its penalty")
    axis.set(ylim=(0, 3), yticks=range(4))
    axis.legend()
    return figure
