"""Equations of docs/regression/half-square.md."""

from snippets.losses.half_square_loss import half_square_loss
from tests.docs.binding import Page, real


def ell(y_hat, y):
    return half_square_loss(y_hat, y, reduction="none")


page = Page("regression/half-square")

page.bind("eq:half-square", y_hat=real, y=real, ell=ell)
page.bind("snippets/losses/half_square_loss.py", ell=ell, x=real, y=real)
page.number("loss is twice", equals=9 / 4.5)
