"""InfoNCE over the cosine of the right key, for several temperatures."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure

from snippets.losses.info_nce_loss import info_nce_loss

TEMPERATURES = (1.0, 0.2, 0.07)
LOSSES = ("info-nce",) * len(TEMPERATURES)
WRONG = 255


def draw() -> Figure:
    """Draw the loss of a query whose wrong keys are at a right angle."""
    figure, axis = plt.subplots(figsize=(3.2, 2.9))
    cosine = torch.linspace(-1, 1, 201, dtype=torch.float64)
    right = torch.stack([cosine, (1 - cosine**2).clamp(min=0).sqrt()], dim=-1)
    query = torch.tensor([1.0, 0.0]).double().expand_as(right)
    wrong = torch.tensor([0.0, 1.0]).double().expand(len(right), WRONG, 2)
    key = torch.cat([right.unsqueeze(1), wrong], dim=1)
    for temperature in TEMPERATURES:
        loss = info_nce_loss(
            query, key, temperature=temperature, reduction="none"
        )
        axis.plot(cosine, loss, label=f"τ = {temperature:g}")
    axis.set(xlabel="cosine of the right key", ylabel="loss of the query")
    axis.set(xlim=(-1, 1), ylim=(0, 12), xticks=(-1, 0, 1))
    axis.legend()
    return figure
