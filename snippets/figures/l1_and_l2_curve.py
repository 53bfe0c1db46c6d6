"""What one weight costs under L1, and what under L2."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure


def draw() -> Figure:
    """Draw |w| and w^2 / 2."""
    figure, axis = plt.subplots(figsize=(3.2, 2.9))
    w = torch.linspace(-2.6, 2.6, 105)
    costs = {"L1: |w|": w.abs(), "L2: w²/2": w.square() / 2}
    corners = ((-0.85, 0.95), (0.95, 0.16))
    for (name, cost), dashes, at in zip(
        costs.items(), ("-", "--"), corners, strict=True
    ):
        (line,) = axis.plot(w, cost, linestyle=dashes)
        axis.annotate(name, at, color=line.get_color(), ha="left")
    axis.set(xlabel="weight w", ylabel="its penalty")
    axis.set(ylim=(0, 3), yticks=range(4))
    return figure
