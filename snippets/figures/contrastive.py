"""How the push of a query is shared among wrong keys, over their angle."""

import math

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure

from snippets.losses.info_nce_loss import info_nce_loss

TEMPERATURES = (1.0, 0.2, 0.05)
LOSSES = ("info-nce",) * len(TEMPERATURES)


def draw() -> Figure:
    """Draw the shares of keys that lie at all angles from 0 to 180 degrees."""
    figure, axis = plt.subplots(figsize=(7.2, 2.6))
    angle = torch.linspace(0, math.pi, 181, dtype=torch.float64)
    query = torch.tensor([[1.0, 0.0]]).double()
    right = torch.tensor([[0.8, 0.6]]).double()
    for temperature in TEMPERATURES:
        turned = angle.clone().requires_grad_()
        wrong = torch.stack([turned.cos(), turned.sin()], dim=-1)
        key = torch.cat([right, wrong]).unsqueeze(0)
        loss = info_nce_loss(query, key, temperature=temperature)
        # How much the loss falls as each of them turns away.
        (slope,) = torch.autograd.grad(loss, turned)
        share = 100 * slope / slope.sum()
        axis.plot(torch.rad2deg(angle), share, label=f"τ = {temperature:g}")
    axis.set(xlabel="angle between wrong key and query, in degrees")
    axis.set(ylabel="share of the push, in %", xlim=(0, 180), ylim=(0, 5))
    axis.set_xticks([0, 45, 90, 135, 180])
    axis.legend()
    return figure
