"""What was sold over how warm it was, and what three rules put in stock."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure

from snippets.relations.enough_nine_days_in_ten import mean, spread, w, x, y

LOSSES = ("quantile", "mse", "line-2")
DAYS = 250  # drawn


def draw() -> Figure:
    """Draw some of the days, and the three lines that were learnt."""
    figure, axis = plt.subplots(figsize=(7.2, 3.4))
    grey = plt.rcParams["axes.edgecolor"]
    axis.scatter(x[:DAYS, 1], y[:DAYS], color=grey, s=5)
    ends = torch.tensor([[1.0, 0.0], [1.0, 1.0]], dtype=torch.float64)
    for name, stock in {
        "quantile, τ = 0.9": ends @ w.detach(),
        "mean": ends @ mean,
        "mean and spread": ends @ mean + 1.28 * spread,
    }.items():
        axis.plot((0, 1), stock, label=name)
    axis.set(xlabel="how warm", ylabel="sold", ylim=(0, 110), xlim=(0, 1))
    axis.set_xticks((0.05, 0.95), ("cool", "warm"))
    axis.legend()
    return figure
