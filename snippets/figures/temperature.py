"""Softmax and cross-entropy over the temperature that divides the logits."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

CLASSES = 10
TEMPERATURES = (0.5, 1.0, 2.0, 5.0)
LOSSES = ("cross-entropy",) * len(TEMPERATURES)


def draw() -> Figure:
    """Draw probability and loss of the right class, for ten classes."""
    figure, (chance, value) = plt.subplots(1, 2, sharex=True)
    margin = torch.linspace(-4, 8, 161)
    logits = torch.cat([margin[:, None], torch.zeros(161, CLASSES - 1)], dim=1)
    target = torch.zeros(161, dtype=torch.long)
    for temperature in TEMPERATURES:
        scaled = logits / temperature
        name = f"T = {temperature:g}"
        chance.plot(margin, torch.softmax(scaled, dim=1)[:, 0], label=name)
        loss = F.cross_entropy(scaled, target, reduction="none")
        value.plot(margin, loss, label=name)
    label = "margin of the right logit"
    chance.set(title="Probability of the right class", xlabel=label)
    value.set(title="Loss", xlabel=label, ylim=(0, 8))
    chance.legend()
    value.legend()
    return figure
