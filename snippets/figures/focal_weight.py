"""The share of easy negatives in the total focal loss, over gamma."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure

from snippets.losses.focal_loss import focal_loss


def draw() -> Figure:
    """Draw the share for one hard positive and 10, 100, 1000 negatives."""
    figure, axes = plt.subplots(figsize=(7.2, 2.6))
    gammas = torch.linspace(0, 5, 101).tolist()
    logits = torch.logit(torch.tensor([0.5, 0.1]))
    target = torch.tensor([1.0, 0.0])
    losses = [
        focal_loss(logits, target, gamma=gamma, alpha=None, reduction="none")
        for gamma in gammas
    ]
    hard, easy = torch.stack(losses).unbind(1)
    for negatives, dashes in ((10, ":"), (100, "--"), (1000, "-")):
        share = negatives * easy / (negatives * easy + hard)
        (line,) = axes.plot(gammas, share, linestyle=dashes)
        middle = int((share - 0.5).abs().argmin())
        axes.annotate(
            f"{negatives} negatives",
            (gammas[middle], share[middle]),
            xytext=(8, 4),
            textcoords="offset points",
            color=line.get_color(),
        )
    axes.set(xlabel="γ", ylabel="share of the total loss")
    axes.set(xlim=(0, 5), ylim=(0, 1.02))
    return figure
