"""Dropout's variance over its rate, and the shrinkage that it amounts to."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch import nn

LOSSES = ("dropout",) * 2


def draw() -> Figure:
    """Draw the factor p / (1 - p), and a linear model's weights, against p."""
    figure, (factor, shrinkage) = plt.subplots(1, 2, sharex=True)
    rates = torch.linspace(0, 0.9, 91)
    factor.plot(rates, rates / (1 - rates), label="p / (1 − p)")
    torch.manual_seed(0)
    ones = torch.ones(100_000)
    measured = torch.linspace(0.1, 0.9, 9)
    variance = [nn.Dropout(p.item())(ones).var() for p in measured]
    factor.plot(measured, variance, "o", label="nn.Dropout, measured")
    factor.set(title="Variance of a dropped-out 1", xlabel="drop probability p")
    factor.legend()

    # Least squares on two inputs, the second a noisy copy of the first.
    first = torch.randn(1000, 1, dtype=torch.float64)
    second = first + 0.5 * torch.randn_like(first)
    x = torch.cat([first, second], dim=1)
    gram, cross = x.T @ x, x.T @ first
    weights = []
    for p in rates.double():
        penalty = p / (1 - p) * torch.diag(gram.diagonal())
        weights.append(torch.linalg.solve(gram + penalty, cross).flatten())
    weights = torch.stack(weights)
    shrinkage.plot(rates, weights[:, 0], label="w of the input itself")
    shrinkage.plot(rates, weights[:, 1], label="w of its noisy copy")
    shrinkage.set(title="Best weights", xlabel="drop probability p")
    shrinkage.legend()
    return figure
