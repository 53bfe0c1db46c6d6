"""What an average is made of, and how much noise it leaves."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure

from snippets.relations.weights_of_an_average import weights

LOSSES = ("line-1", "line-2", "line-3")
AGO, AFTER, DECAY = 200, 1000, 0.99


def draw() -> Figure:
    """Draw the weight of past steps, and the spread by half-life."""
    figure, (left, right) = plt.subplots(1, 2, figsize=(7.2, 3.2))
    ago = torch.arange(0, AGO + 1, 4)
    shares = {
        "EMA": (1 - DECAY) * DECAY**ago,
        "SWA": torch.where(ago < 100, 1 / 100, 0.0),
        "warm-up": weights(AFTER, 0.9999).flip(0)[ago],
    }
    for name, share in shares.items():
        left.plot(ago, 100 * share, label=name)
    left.set(title="Weight of a past step", xlabel="steps ago")
    left.set(ylabel="weight in %", ylim=(0, None))
    left.legend()

    life = torch.logspace(0, 3, 61)
    d = 2 ** (-1 / life)
    for a in (0.0, 0.9, 0.99):
        left_over = (1 - d) * (1 + a * d) / ((1 + d) * (1 - a * d))
        right.plot(life, left_over.sqrt(), label=f"a = {a:g}")
    right.set(title="Noise that is left", xlabel="half-life in steps")
    right.set(ylabel="spread of the average", xscale="log", ylim=(0, 1))
    ticks = (1, 10, 100, 1000)
    right.set_xticks(ticks, [str(tick) for tick in ticks])
    right.minorticks_off()
    right.legend()
    return figure
