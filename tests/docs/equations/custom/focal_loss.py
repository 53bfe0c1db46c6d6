"""Equations of docs/custom/focal-loss.md."""

from snippets.losses.focal_loss import focal_loss
from tests.docs.binding import Page, positive, real, unit

page = Page("custom/focal-loss")


def ell(z, y, gamma, alpha):
    return focal_loss(z, y, gamma=gamma, alpha=alpha, reduction="none")


page.bind("eq:focal", z=real, y=unit, gamma=positive, alpha=unit, ell=ell)
