"""Which weights are left, of 20 inputs and 6 outputs: in no order, or in."""

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

from snippets.pitfalls.zeros_in_no_order import FITS, fit

LOSSES = ("L1", "line-1")


def draw() -> Figure:
    """Draw a dot for each weight that is not 0."""
    figure, panels = plt.subplots(1, 2, figsize=(7.2, 2.2), sharey=True)
    names = ("L1", "Group lasso")
    for number, (axis, name) in enumerate(zip(panels, names, strict=True)):
        weight, _ = fit(*FITS[name])
        outputs, inputs = weight.nonzero().T + 1
        axis.plot(inputs, outputs, "o", color=f"C{number}", markersize=4)
        axis.set(title=name, xlabel="input", xlim=(0.3, 20.7))
        axis.set(xticks=(1, 5, 10, 15, 20), yticks=range(1, 7))
    panels[0].set(ylabel="output", ylim=(0.3, 6.7))
    return figure
