"""Equations of docs/objective.md."""

import torch
from torch.nn import functional as F

from snippets.relations import reduction
from tests.docs.binding import (
    Page,
    bit,
    index,
    moderate,
    nonnegative,
    positive,
    real,
    unit,
    whole,
)

page = Page("objective")
OVER_WEIGHTS = {"j": "d"}


def l2(w):
    return w.square().sum() / 2


def l1(w):
    return w.abs().sum()


def squared(y_hat, y):
    return (y_hat - y) ** 2


page.bind(
    "eq:objective",
    y_hat=moderate.over("N"),
    y=moderate.over("N"),
    w=moderate.over("d"),
    d=index("K"),
    lambda_=nonnegative,
    ell=squared,
    L=lambda w, y_hat, y: F.mse_loss(y_hat, y),
    R=l2,
)
page.bind("eq:l2", OVER_WEIGHTS, d=index("K"), w=real.over("d"), R=l2)
page.bind("eq:l1", OVER_WEIGHTS, d=index("K"), w=real.over("d"), R=l1)


def path(start, g, eta, lambda_):
    """The weights of three steps of SGD, the loss having the slope g."""
    weight = start.clone().requires_grad_()
    optimizer = torch.optim.SGD([weight], lr=float(eta))
    weights = [start]
    for _ in range(3):
        optimizer.zero_grad()
        (g * weight + lambda_ * weight**2 / 2).backward()
        optimizer.step()
        weights.append(weight.detach().clone())
    return torch.stack(weights)


page.bind(
    "eq:step",
    w=path,
    t=whole(1, 3),
    start=moderate,
    g=moderate,
    eta=positive,
    lambda_=positive,
)
page.bind("eq:likelihood", q=positive.over("N"))
page.bind("eq:gaussian", e=moderate, s=positive)
page.bind("eq:laplace", e=moderate, b=positive)
page.bind("eq:bernoulli", p=unit, y=bit)
page.bind("eq:categorical", p=unit.over("K"), y=index("K"))
page.bind(
    "eq:map",
    OVER_WEIGHTS,
    q=positive.over("N"),
    d=index("K"),
    w=moderate.over("d"),
    g=lambda w: torch.distributions.Normal(0.0, 1.0).log_prob(w).exp(),
)
page.bind(
    "eq:gaussian-prior",
    OVER_WEIGHTS,
    d=index("K"),
    w=moderate.over("d"),
    tau=positive,
)
page.bind(
    "eq:laplace-prior",
    OVER_WEIGHTS,
    d=index("K"),
    w=moderate.over("d"),
    tau=positive,
)
page.bind(
    "eq:strength",
    OVER_WEIGHTS,
    d=index("K"),
    w=moderate.over("d"),
    e=moderate.over("N"),
    s=positive,
    tau=positive,
)
page.bind(
    "eq:lambda-l2",
    s=positive,
    tau=positive,
    lambda_=lambda s, N, tau: (1 / tau**2) / (N / (2 * s**2)),
)
page.bind(
    "eq:lambda-l1",
    s=positive,
    tau=positive,
    lambda_=lambda s, N, tau: (1 / tau) / (N / (2 * s**2)),
)
page.bind(
    "eq:weighted-mean",
    z=moderate.over("N", "K"),
    y=index("K").over("N"),
    v=positive.over("K"),
    L=lambda z, y, v: F.cross_entropy(z, y.long() - 1, v),
    ell=lambda z, y: F.cross_entropy(z, y.long() - 1, reduction="none"),
)
page.bind(
    r"$\ell = -\log q_i$",
    q=positive.over("N"),
    i=index("N"),
    ell=lambda q, i: F.nll_loss(q[i - 1].log()[None], torch.tensor(0)),
)


def residual(y_hat, y):
    """The derivative of half the squared error."""
    y_hat = y_hat.detach().requires_grad_()
    (gradient,) = torch.autograd.grad(squared(y_hat, y) / 2, y_hat)
    return gradient


page.bind(r"$e = \hat{y} - y$", y_hat=moderate, y=moderate, e=residual)
page.bind(r"$\lambda \ge 0$", lambda_=nonnegative)
of_l2 = page.bound["eq:lambda-l2"].names["lambda_"]
page.number("take half the strength", equals=of_l2(1, 2, 1) / of_l2(1, 1, 1))
page.number(
    r"for $(\hat{y} - y)^2 = (y - \hat{y})^2$", because="the error squared"
)
page.number("samples of three", equals=reduction.each.size(1))
page.number("are six", equals=reduction.each.numel())
