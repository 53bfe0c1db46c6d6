"""KL divergence both ways round: what each makes of a target with two peaks."""

import matplotlib.pyplot as plt
from matplotlib.figure import Figure
from torch.nn import functional as F

from snippets.relations.kl_covers_or_seeks import GRID, PEAKS, fit

LOSSES = ("KL divergence", "reverse KL")


def draw() -> Figure:
    """Draw the best normal densities, and both integrands for the wide one."""
    shown = GRID.abs() <= 6.5
    x, y = GRID[shown][::8], PEAKS.log_prob(GRID)[shown][::8]
    covers, seeks = (
        fit(direction, start).log_prob(x)
        for direction, start in ((0, 0.0), (1, -2.0))
    )
    figure, (densities, integrands) = plt.subplots(2, 1, figsize=(7.2, 6.0))
    grey = plt.rcParams["axes.edgecolor"]
    densities.fill_between(x, y.exp(), color=grey, alpha=0.25, linewidth=0)
    densities.plot(x, y.exp(), "-", color=grey, lw=1, label="target y")
    densities.plot(x, covers.exp(), label="p of least KL(y, p)")
    densities.plot(x, seeks.exp(), label="p of least KL(p, y)")
    densities.set(title="Density", ylim=(0, 0.56), xlim=(-6.5, 6.5))
    densities.legend()

    forward = F.kl_div(covers, y, reduction="none", log_target=True)
    reverse = F.kl_div(y, covers, reduction="none", log_target=True)
    integrands.fill_between(x, forward, color="C0", alpha=0.15, linewidth=0)
    integrands.plot(x, forward, label="y log(y / p)")
    integrands.plot(x, reverse, label="p log(p / y)")
    integrands.axhline(0, color=grey, linewidth=0.8)
    integrands.set(
        title="Summand, for the wide p", xlabel="x", xlim=(-6.5, 6.5)
    )
    integrands.legend()
    return figure
