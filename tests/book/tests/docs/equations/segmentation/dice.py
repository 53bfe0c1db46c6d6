"""Equations of docs/segmentation/dice.md."""

from snippets.losses.dice_loss import dice_loss
from tests.docs.binding import Page, positive, real, unit

page = Page("segmentation/dice")


def ell(z, y, s):
    logits, target = z[None, None], y[None, None]
    return dice_loss(logits, target, smooth=float(s), reduction="sum")


page.bind(
    "eq:dice",
    over={"j": "K"},
    z=real.over("K"),
    y=unit.over("K"),
    s=positive,
    ell=ell,
)
page.number("twice what both", because="as in the formula")
page.number("to a third", equals="1 - 2 * 0.5 / (0.5 + 1)")
page.number("four fifths", equals="1 - 2 * 0.1 / (0.1 + 1)")
