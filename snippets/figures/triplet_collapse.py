"""The hardest triplets and random ones, with wrong labels and without."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure

from snippets.pitfalls.triplet_collapse import learn, losses

LOSSES = ("triplet", "line-1", "line-2")
# The triplets, and the share of wrong labels.
TRAININGS = {
    "hardest, 10% wrong": ("hardest", 0.1),
    "random, 10% wrong": ("random", 0.1),
    "hardest, clean": ("hardest", 0.0),
}
STEPS = range(1, 151)


def draw() -> Figure:
    """Draw the loss, and how far apart the vectors are, after each step."""
    figure, (loss, apart) = plt.subplots(1, 2, figsize=(7.2, 3.0))
    for name, (triplets, wrong) in TRAININGS.items():
        seen = [
            (value, torch.cdist(z, z).mean().item())
            for value, z, _, _ in learn(losses[triplets], wrong)
        ]
        values, distances = zip(*seen, strict=True)
        loss.plot(STEPS, values, label=name)
        apart.plot(STEPS, distances, label=name)
    loss.set(title="Loss", xlabel="step", ylim=(0, 1.0), yticks=(0, 0.2, 1))
    loss.set_yticks((0, 0.2, 1), ("0", "0.2", "1"))
    apart.set(title="Distance between vectors", xlabel="step", ylim=(0, 6))
    loss.legend()
    apart.legend()
    return figure
