"""Equations of docs/custom/writing-a-loss.md."""

from snippets.losses.log_cosh_loss import log_cosh_loss
from tests.docs.binding import Page, real

page = Page("custom/writing-a-loss")


def ell(y_hat, y):
    return log_cosh_loss(y_hat, y, reduction="none")


page.bind("eq:log-cosh", y_hat=real, y=real, ell=ell)
page.bind(
    "eq:log-cosh-gradient",
    y_hat=real,
    y=real,
    ell=ell,
    e=lambda y_hat, y: y_hat - y,
)
page.bind("eq:log-cosh-far", e=real)
page.bind("eq:log-cosh-square", e=real)
page.bind("eq:log-cosh-near", e=real)
