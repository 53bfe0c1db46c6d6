"""The linear recurrence of each weight, solved."""

from tests.snippets.drawn import panels

RATE, DECAY = 0.1, 0.1


def path(curvature):
    """A weight from 1 towards where loss and decay pull equally hard."""
    rest = curvature / (curvature + DECAY)
    factor = 1 - RATE * (curvature + DECAY)
    return lambda step: rest + (1 - rest) * factor**step


def test_curves_are_the_solved_recurrences():
    (panel,) = panels("weight_decay_curve")
    panel.shows(
        "",
        "step",
        "weight w",
        {"the loss holds it": path(1), "nothing holds it": path(0)},
    )
