"""Size and work of a full and an adaptive softmax, against the classes."""

import itertools

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from matplotlib.ticker import EngFormatter
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

LOSSES = ("cross-entropy", "adaptive")
FEATURES, BATCH = 256, 4096
CLASSES = (1000, 3000, 10_000, 30_000, 100_000, 300_000, 1_000_000)


def draw() -> Figure:
    """Count both from modules on the device "meta", which has no memory."""
    parameters: dict[str, list] = {"full": [], "adaptive": []}
    work: dict[str, list] = {"full": [], "adaptive": []}
    for classes in CLASSES:
        cutoffs = [classes // 50, classes // 5]
        frequency = 1 / torch.arange(1, classes + 1, dtype=torch.float64)
        share = frequency.cumsum(0) / frequency.sum()
        with torch.device("meta"):
            full = nn.Linear(FEATURES, classes, bias=False)
            adaptive = nn.AdaptiveLogSoftmaxWithLoss(FEATURES, classes, cutoffs)
            input = torch.empty(BATCH, FEATURES)
        # The rows of a batch, its classes by Zipf's law, that open a cluster.
        bounds = [share[cutoff - 1].item() for cutoff in cutoffs] + [1.0]
        rows = [
            round(BATCH * (stop - start))
            for start, stop in itertools.pairwise(bounds)
        ]
        with FlopCounterMode(display=False) as of_full:
            full(input)
        with FlopCounterMode(display=False) as of_adaptive:
            adaptive.head(input)
            for tail, count in zip(adaptive.tail, rows, strict=True):
                tail(input[:count])
        for name, module, counter in (
            ("full", full, of_full),
            ("adaptive", adaptive, of_adaptive),
        ):
            weights = [weight.numel() for weight in module.parameters()]
            parameters[name].append(sum(weights))
            # The counter takes a multiplication and an addition for two.
            work[name].append(counter.get_total_flops() / 2 / BATCH)
    figure, panels = plt.subplots(1, 2, sharex=True, sharey=True)
    titles = ("Parameters", "Multiply-adds a sample")
    for axes, counts, title in zip(
        panels, (parameters, work), titles, strict=True
    ):
        axes.loglog(CLASSES, counts["full"], label="full softmax")
        axes.loglog(CLASSES, counts["adaptive"], label="adaptive")
        axes.set(title=title, xlabel="classes")
        axes.minorticks_off()
        axes.xaxis.set_major_formatter(EngFormatter(sep=""))
        axes.yaxis.set_major_formatter(EngFormatter(sep=""))
        axes.legend()
    return figure
