"""Softmax and cross-entropy over the temperature that divides the logits."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

CLASSES = 10
STYLES = {
    0.5: (0, (5, 2)),
    1.0: "-",
    2.0: (0, (1.5, 1.5)),
    5.0: (0, (5, 2, 1.5, 2)),
}


def draw() -> Figure:
    """Draw probability and loss of the right class, for ten classes."""
    figure, (chance, value) = plt.subplots(1, 2, sharex=True)
    margin = torch.linspace(-4, 8, 161)
    logits = torch.cat([margin[:, None], torch.zeros(161, CLASSES - 1)], dim=1)
    target = torch.zeros(161, dtype=torch.long)
    for temperature, style in STYLES.items():
        scaled = logits / temperature
        line = {"linestyle": style, "label": f"T = {temperature:g}"}
        chance.plot(margin, torch.softmax(scaled, dim=1)[:, 0], **line)
        loss = F.cross_entropy(scaled, target, reduction="none")
        value.plot(margin, loss, **line)
    label = "margin of the right logit"
    chance.set(title="Probability of the right class", xlabel=label)
    value.set(title="Loss", xlabel=label, ylim=(0, 8))
    value.legend()
    return figure
