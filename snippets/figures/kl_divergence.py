"""KL divergence both ways round: what each makes of a target with two peaks."""

import matplotlib.pyplot as plt
from matplotlib.figure import Figure
from torch.nn import functional as F

from snippets.relations.kl_covers_or_seeks import GRID, PEAKS, fit


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
    densities.plot(x, covers.exp(), color="C0")
    densities.plot(x, seeks.exp(), color="C1", dashes=(5, 1.5))
    densities.set(title="Density", ylim=(0, 0.56), xlim=(-6.5, 6.5))
    densities.text(3.6, 0.14, "target y", color=grey)
    densities.text(-0.9, 0.19, "p of least KL(y, p)", color="C0")
    densities.text(-1.9, 0.46, "p of least KL(p, y)", color="C1")

    forward = F.kl_div(covers, y, reduction="none", log_target=True)
    reverse = F.kl_div(y, covers, reduction="none", log_target=True)
    for integrand, colour in ((forward, "C0"), (reverse, "C2")):
        integrands.fill_between(
            x, integrand, color=colour, alpha=0.15, linewidth=0
        )
    integrands.plot(x, forward, color="C0")
    integrands.plot(x, reverse, color="C2", dashes=(2, 1.2))
    integrands.axhline(0, color=grey, linewidth=0.8)
    integrands.set(
        title="Summand, for the wide p", xlabel="x", xlim=(-6.5, 6.5)
    )
    integrands.text(-3.3, 0.25, "y (log y − log p)", color="C0", ha="right")
    integrands.text(0.9, 0.3, "p (log p − log y)", color="C2")
    return figure
