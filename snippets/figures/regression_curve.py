"""The loss of one error, as three losses count it."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

LOSSES = {
    "MSE": (F.mse_loss, (-3.4, 4.4)),
    "Huber": (F.huber_loss, (2.5, 1.4)),
    "L1 loss": (F.l1_loss, (2.5, 4.25)),
}


def draw() -> Figure:
    """Draw squared, Huber (delta = 1) and absolute error."""
    figure, axis = plt.subplots(figsize=(3.2, 2.9))
    error = torch.linspace(-4, 4, 161)
    for name, (loss_function, place) in LOSSES.items():
        loss = loss_function(error, torch.zeros(161), reduction="none")
        (line,) = axis.plot(error, loss, label=name)
        axis.annotate(name, place, color=line.get_color())
    axis.set(xlabel="error e = ŷ − y", ylabel="loss of the sample")
    axis.set(ylim=(0, 5), xticks=range(-4, 5, 2), yticks=range(6))
    return figure
