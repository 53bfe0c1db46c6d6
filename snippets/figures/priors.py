"""Gaussian and Laplace priors, and the penalties that they are."""

import math

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch.distributions import Laplace, Normal

LOSSES = ("L2", "L1")


def draw() -> Figure:
    """Draw density and negative logarithm, both priors of variance 1."""
    figure, (density, penalty) = plt.subplots(1, 2, sharex=True)
    priors = {
        "Gaussian": Normal(0.0, 1.0),
        "Laplace": Laplace(0.0, math.sqrt(0.5)),
    }
    w = torch.linspace(-4, 4, 321)
    for name, prior in priors.items():
        log_prob = prior.log_prob(w)
        at_zero = prior.log_prob(torch.zeros(()))
        density.plot(w, log_prob.exp(), label=name)
        penalty.plot(w, at_zero - log_prob, label=name)
    density.set(title="Prior density", xlabel="weight w", ylim=(0, None))
    penalty.set(title="Its penalty", xlabel="weight w", ylim=(0, 8))
    density.legend()
    penalty.legend()
    return figure
