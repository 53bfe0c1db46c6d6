"""Equations of docs/segmentation/dice.md."""

from snippets.losses.dice_loss import dice_loss
from tests.docs.binding import Page, index, positive, real, unit

page = Page("segmentation/dice")


def ell(z, y, s):
    logits, target = z[None, None], y[None, None]
    return dice_loss(logits, target, smooth=float(s), reduction="sum")


symbols = {
    "z": real.over("K"),
    "p": r"\sigma(z)",
    "y": unit.over("K"),
    "s": positive,
    "ell": ell,
}
page.bind("eq:dice", j=index("K"), **symbols)
page.bind("snippets/losses/dice_loss.py", **symbols)
page.number("twice what both", because="as in the formula")
page.number("to a third", equals=1 - 2 * 0.5 / (0.5 + 1))
page.number("four fifths", equals=1 - 2 * 0.1 / (0.1 + 1))
