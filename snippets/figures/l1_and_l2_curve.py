"""What one weight costs under L1, and what under L2."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure

LOSSES = ("L1", "L2")


def draw() -> Figure:
    """Draw |w| and w^2 / 2."""
    figure, axis = plt.subplots(figsize=(3.2, 2.9))
    w = torch.linspace(-2.6, 2.6, 105)
    axis.plot(w, w.abs(), label="L1")
    axis.plot(w, w.square() / 2, label="L2")
    axis.set(xlabel="weight w", ylabel="its penalty")
    axis.set(ylim=(0, 3), yticks=range(4))
    axis.legend()
    return figure
