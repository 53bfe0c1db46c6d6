"""The hinge and its soft form over the lead of the right class."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure

from snippets.figures.margins import CURVES

LOSSES = ("hinge, q = 1", "soft margin")


def draw() -> Figure:
    """Draw both, and where the margin is."""
    figure, axis = plt.subplots(figsize=(3.2, 2.9))
    lead = torch.linspace(-2, 4, 121)
    for name in LOSSES:
        label = name.partition(",")[0]
        axis.plot(lead, CURVES[name](lead), label=label)
    axis.axvline(1, color=plt.rcParams["axes.edgecolor"], lw=0.8)
    axis.annotate(
        "margin",
        (1, 2.8),
        xytext=(4, 0),
        textcoords="offset points",
        va="top",
    )
    axis.set(xlabel="lead of the right class", ylabel="loss of the sample")
    axis.set(xlim=(-2, 4), ylim=(0, 3))
    axis.legend()
    return figure
