"""A loss, a penalty and their sum, over one weight."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure

LOSSES = ("MSE", "L2", "line-1")


def draw() -> Figure:
    """Draw (w - 2)^2, w^2 / 2 and their sum, and where each is least."""
    figure, axis = plt.subplots(figsize=(3.2, 2.9))
    w = torch.linspace(-1, 3, 241)
    loss, penalty = (w - 2).square(), w.square() / 2
    curves = {"loss": loss, "penalty": penalty, "objective": loss + penalty}
    for name, curve in curves.items():
        (line,) = axis.plot(w, curve, label=name)
        least = curve.argmin()
        axis.plot(w[least], curve[least], "o", color=line.get_color(), ms=5)
    axis.set(xlabel="weight w", xlim=(-0.6, 2.8), ylim=(-0.15, 5))
    axis.set(xticks=range(3), yticks=range(6))
    axis.legend()
    return figure
