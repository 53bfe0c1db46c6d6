"""How many weights a class has, from the most to the least frequent one."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from matplotlib.ticker import EngFormatter
from torch import nn

LOSSES = ("cross-entropy", "adaptive")
CLASSES, FEATURES, CUTOFFS = 100_000, 256, [2000, 20_000]


def draw() -> Figure:
    """Read them off modules on the device "meta", which has no memory."""
    with torch.device("meta"):
        full = nn.Linear(FEATURES, CLASSES, bias=False)
        adaptive = nn.AdaptiveLogSoftmaxWithLoss(FEATURES, CLASSES, CUTOFFS)
    clusters = [within.in_features for _, within in adaptive.tail]
    widths = [adaptive.head.in_features, *clusters]
    figure, axis = plt.subplots(figsize=(3.2, 2.9))
    edges = [0, *CUTOFFS, CLASSES]
    axis.plot([0, CLASSES], [full.in_features] * 2, label="full softmax")
    # A step at each cutoff: there two widths meet.
    ends = [edge for edge in edges for _ in range(2)][1:-1]
    axis.plot(ends, [w for w in widths for _ in range(2)], label="adaptive")
    axis.set(xlabel="class, by frequency", ylabel="weights of the class")
    axis.set(ylim=(0, 290), yticks=widths)
    axis.set(xticks=[0, 20_000, 100_000])
    axis.xaxis.set_major_formatter(EngFormatter(sep=""))
    axis.legend()
    return figure
