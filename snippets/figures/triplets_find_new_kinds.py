"""Three kinds never seen, as they were measured and after triplets."""

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

from snippets.relations.triplets_find_new_kinds import learnt, new, new_label

LOSSES = ("triplet", "line-1", "line-2")
MARKERS = "os^"
KINDS = (21, 22, 23)


def draw() -> Figure:
    """Draw the samples before and after the map that was learnt."""
    figure, panels = plt.subplots(1, 2, figsize=(7.2, 3.3))
    for axis, x in zip(panels, (new, learnt), strict=True):
        for number, kind in enumerate(KINDS):
            points = x[new_label == kind]
            axis.plot(
                *points.T,
                MARKERS[number],
                color=f"C{number}",
                label=f"kind {'ABC'[number]}",
            )
        axis.set(xticks=[], yticks=[])
        # One unit is as long in both directions.
        axis.set_aspect("equal", "datalim")
    panels[0].set_title("As measured")
    panels[1].set_title("After triplets")
    panels[0].legend()
    return figure
