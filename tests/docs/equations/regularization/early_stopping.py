"""Equations of docs/regularization/early-stopping.md."""

import math
import re

import torch

from lossbook.paths import SNIPPETS
from lossbook.sources import read
from snippets.figures import early_stopping_curve
from snippets.regularizers.early_stopping import EarlyStopping
from tests.docs.binding import (
    Page,
    between,
    moderate,
    one_of,
    positive,
    whole,
)

page = Page("regularization/early-stopping")


def stale(v, b, delta, before):
    """What the snippet has counted after b, `before` stale epochs, and v."""
    stopping = EarlyStopping(patience=100, min_delta=float(delta))
    stopping.step(float(b))
    for _ in range(int(before)):
        stopping.step(float(b))
    stopping.step(float(v))
    return torch.tensor(stopping.stale)


def loss(w, h, w_star):
    return (h * (w - w_star) ** 2).sum() / 2


def descend(w, h, w_star, eta, steps):
    """Gradient descent on the loss, with the gradient from autograd."""
    for _ in range(int(steps)):
        w = w.detach().requires_grad_()
        (gradient,) = torch.autograd.grad(loss(w, h, w_star), w)
        w = w - eta * gradient
    return w.detach()


def share(h, eta, t):
    """How much of its way a direction has come after t steps from 0."""
    return 1 - (1 - eta * h) ** t


def matching(eta, t):
    """The strength at which both shares rise from h = 0 with one slope."""
    h = torch.zeros((), dtype=torch.float64, requires_grad=True)
    (slope,) = torch.autograd.grad(share(h, eta, t), h)
    return 1 / slope


zero = torch.zeros(()).double()
direction = {"h": positive, "w_star": moderate, "eta": between(0.01, 0.4)}

page.bind(
    "eq:stale",
    before=whole(0, 5),
    b=moderate,
    delta=positive,
    v_t=moderate,
    **{
        "s_t": lambda v_t, b, delta, before: stale(v_t, b, delta, before),
        "s_t-1": lambda before: before,
    },
)
page.bind(
    "eq:quadratic",
    d=whole(1, 4),
    w=moderate.over("d"),
    w_star=moderate.over("d"),
    h=positive.over("d"),
    L=loss,
)
page.bind(
    "eq:step",
    w_t=moderate,
    **{"w_t+1": lambda w_t, h, w_star, eta: descend(w_t, h, w_star, eta, 1)},
    **direction,
)
page.bind(
    "eq:stopped",
    t=whole(1, 6),
    w_t=lambda h, w_star, eta, t: descend(zero, h, w_star, eta, t),
    **direction,
)
page.bind(
    "eq:penalized",
    lambda_=positive,
    w=r"\arg\min_v \left("
    r"\frac{h (v - w^*)^2}{2} + \frac{\lambda v^2}{2}\right)",
    h=positive,
    w_star=moderate,
)
page.bind("eq:matching", eta=positive, t=whole(1, 9), lambda_=matching)
page.bind("$s_0 = 0$", s_0=lambda: torch.tensor(EarlyStopping(1).stale))
page.bind("$h_j > 0$", d=whole(1, 4), h=positive.over("d"), j=whole(1, 1))
page.bind("$w_0 = 0$", w_0=moderate)
page.bind(
    r"$0 < \eta h < 2$",
    iff=r"\lvert 1 - \eta h \rvert < 1",
    eta=one_of(0.25, 0.5, 1),
    h=one_of(-1, 0, 1, 2, 4, 8),
)


def improves(mode):
    """Whether the snippet takes v_t for better than b."""

    def improved(v_t, b, delta):
        stopping = EarlyStopping(9, mode, float(delta))
        stopping.step(float(b))
        stopping.step(float(v_t))
        return torch.tensor(int(stopping.improved))

    return improved


better = {"v_t": moderate, "b": moderate, "delta": positive}
page.bind(
    "snippets/regularizers/early_stopping.py#1",
    iff="r = 1",
    r=improves("min"),
    **better,
)
page.bind(
    "snippets/regularizers/early_stopping.py#2",
    iff="r = 1",
    r=improves("max"),
    **better,
)
page.number("the patience is five", equals=early_stopping_curve.PATIENCE)
page.number("in Lightning is three values", because="Lightning's own default")
PAPER = "what the paper found"
page.number("In the 1296 runs", because=PAPER)
page.number("about 4% better", because=PAPER)
page.number("about four times as long", because=PAPER)
EPOCHS = read(SNIPPETS / "pitfalls" / "too_many_epochs.py")
page.number(
    "Two of the inputs", equals=int(re.search(r"true\[:(\d+)\] =", EPOCHS)[1])
)
# At that curvature, as printed, the share when stopped and when penalized.
SHARES = read(SNIPPETS / "relations" / "early_stopping_is_l2_shrinkage.py")
((stopped, shrunk),) = re.findall(r"#> +0\.200 +(\S+) +(\S+)", SHARES)
apart = float(stopped) - float(shrunk)
page.number("more than a tenth", equals=math.floor(10 * apart) / 10)
