"""All ways to spell a word of two letters in four steps."""

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

from snippets.figures.ctc import lattice

WORD, PATH = "to", "∅too"
LOSSES = ("ctc",)


def draw() -> Figure:
    """Draw a small lattice."""
    figure, axis = plt.subplots(figsize=(3.2, 2.9))
    lattice(axis, WORD, PATH)
    axis.set(xlabel="step by step", ylabel="place")
    return figure
