"""How three losses correct a probability that is surely wrong."""

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

from snippets.pitfalls.squared_error_of_a_probability import learn, losses

LOSSES = {
    "cross-entropy": "cross-entropy",
    "MSE": "squared error",
    "L1 loss": "absolute error",
}


def draw() -> Figure:
    """Draw the probability of spam after each step."""
    figure, axis = plt.subplots()
    for name, loss in LOSSES.items():
        p = list(learn(losses[loss], 800))
        axis.plot(range(801), p, label=name)
    axis.set(xlabel="step", ylabel="p of spam", ylim=(0, 1.02))
    axis.set(yticks=(0, 0.5, 0.9))
    axis.legend()
    return figure
