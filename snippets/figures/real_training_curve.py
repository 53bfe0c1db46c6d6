"""What float16 lets through of a gradient, over how sure the model is."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure

LOSSES = ("line-1", "line-2")
BATCH = 256


def draw() -> Figure:
    """Draw the share that is left of one sample's, with a scaler and not."""
    figure, axis = plt.subplots(figsize=(3.2, 2.9))
    margin = torch.linspace(0, 24, 121, dtype=torch.float64)
    true = torch.sigmoid(-margin) / BATCH
    for name, scale in (("without", 1), ("with a scaler", 65536)):
        left = (true * scale).half().double() / scale / true
        axis.plot(margin, left, label=name)
    axis.set(xlabel="lead of the right logit", ylabel="gradient left")
    axis.set(xlim=(0, 24), ylim=(0, 2.1))
    axis.set_yticks([0, 1, 2])
    axis.legend()
    return figure
