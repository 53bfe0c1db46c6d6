"""The figure of the home page, and of the social card."""

from matplotlib.figure import Figure

from snippets.figures import half_square_loss


def draw() -> Figure:
    """Draw the one loss that this book has."""
    return half_square_loss.draw()
