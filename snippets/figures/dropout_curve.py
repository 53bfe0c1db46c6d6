"""Ten activations, and what dropout makes of them in one call."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

LOSSES = ("dropout", "line-2")


def activations() -> torch.Tensor:
    """Ten numbers above 0, as a ReLU gives them."""
    return 0.4 + torch.rand(10, generator=torch.Generator().manual_seed(0))


def draw() -> Figure:
    """Draw a stem for what is passed on, and a ring for what came in."""
    figure, axis = plt.subplots(figsize=(3.2, 2.9))
    units, x = torch.arange(1, 11), activations()
    torch.manual_seed(0)
    passed = F.dropout(x, p=0.5)
    stems = torch.stack([0 * passed, passed])
    axis.plot(units.expand(2, 10), stems, "C0-", linewidth=1.5)
    axis.plot(units, passed, "o", color="C0", label="passed on, p = 0.5")
    axis.plot(units, x, "o", color="C1", fillstyle="none", label="came in")
    axis.set(xlabel="unit", ylabel="activation", ylim=(-0.15, 3.6))
    axis.set(xticks=(1, 5, 10), yticks=range(4))
    axis.legend(loc="upper right")
    return figure
