"""The share of easy negatives in the total focal loss, over gamma."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure

from snippets.losses.focal_loss import focal_loss

NEGATIVES = (10, 100, 1000)
LOSSES = ("focal",) * len(NEGATIVES)


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
    for negatives in NEGATIVES:
        share = negatives * easy / (negatives * easy + hard)
        axes.plot(gammas, share, label=f"N = {negatives}")
    axes.set(xlabel="γ", ylabel="share of N negatives")
    axes.set(xlim=(0, 5), ylim=(0, 1.02))
    axes.legend()
    return figure
