"""Mean loss of one constant for five targets, and its minimum."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.nn import functional as F

LOSSES = ("MSE", "L1 loss", "Huber, δ = 4")


def draw() -> Figure:
    """Draw three losses against the constant; the targets are ticks below."""
    target = torch.tensor([1.0, 2.0, 3.0, 4.0, 20.0])
    constants = torch.linspace(0, 22, 441)
    predictions = constants[:, None].expand(-1, 5)
    targets = target.expand_as(predictions)
    losses = (
        F.mse_loss(predictions, targets, reduction="none"),
        F.l1_loss(predictions, targets, reduction="none"),
        F.huber_loss(predictions, targets, delta=4.0, reduction="none"),
    )
    figure, axes = plt.subplots(1, 3, sharex=True, figsize=(7.2, 2.8))
    ink = plt.rcParams["text.color"]
    styles = plt.rcParams["axes.prop_cycle"]
    for axis, name, loss, style in zip(
        axes, LOSSES, losses, styles, strict=False
    ):
        mean = loss.mean(dim=1)
        best = mean.argmin()
        axis.plot(constants, mean, **style)
        axis.plot(constants[best], mean[best], "o", color=style["color"])
        axis.annotate(
            f"{constants[best]:g}",
            (constants[best], mean[best]),
            xytext=(0, 9),
            textcoords="offset points",
            ha="center",
        )
        axis.plot(target, torch.zeros(5), "|", color=ink, ms=14, mew=1.5)
        axis.set(title=name, xlabel="constant ŷ", ylim=(0, None))
    return figure
