"""Equations of docs/regularization/l1-and-l2.md."""

import torch
from torch import nn

from snippets.regularizers.elastic_net_penalty import elastic_net_penalty
from snippets.regularizers.l1_penalty import l1_penalty
from snippets.regularizers.l2_penalty import l2_penalty
from snippets.regularizers.proximal_l1 import proximal_l1_, soft_threshold
from tests.docs.binding import Page, between, moderate, positive, real, whole

page = Page("regularization/l1-and-l2")


def model(w):
    layer = nn.Linear(len(w), 1, dtype=torch.float64)
    layer.weight = nn.Parameter(w[None])
    return layer


def soft(v, tau):
    return soft_threshold(v, float(tau))


weights = {"d": whole(3, 3), "w": real.over("d")}
page.bind("eq:l1", R=lambda w: l1_penalty(model(w), 1.0).detach(), **weights)
page.bind("eq:l2", R=lambda w: l2_penalty(model(w), 1.0).detach(), **weights)
page.bind(
    "eq:elastic",
    R=lambda w, lambda__1, lambda__2: elastic_net_penalty(
        model(w), float(lambda__1), float(lambda__2)
    ).detach(),
    lambda__1=positive,
    lambda__2=positive,
    **weights,
)
weight = {"d": whole(3, 3), "j": whole(1, 3), "w": moderate.over("d")}
page.bind("eq:l2-gradient", **weight)
page.bind("eq:l1-gradient", **weight)
page.bind("eq:soft", v=moderate, tau=positive, S=soft)
page.bind("eq:shrink", v=moderate, tau=positive)
page.bind("eq:elastic-prox", v=moderate, tau_1=positive, tau_2=positive)
page.bind("eq:model", g=real, w=real, w_t=real, eta=positive, lambda_=positive)


# A loss (w - b)^2 / 2 of one weight, and the minimum that the threshold gives.
def minimum(b, lambda_):
    return soft_threshold(b[None], float(lambda_))


large = {
    "b": between(4, 6),
    "lambda_": positive,
    "j": whole(1, 1),
    "d": whole(1, 1),
}
page.bind(
    "eq:touch",
    w=minimum,
    L=r"\frac{1}{2} (w_j - b)^2",
    R=r"\sum_{j=1}^{d} \lvert w_j \rvert",
    **large,
)
small = {**large, "b": between(-0.5, 0.5), "lambda_": between(0.5, 3)}
page.bind("eq:corner", w=minimum, L=r"\frac{1}{2} (w_j - b)^2", **small)


def path(start, g, eta, lambda_):
    """SGD, each step followed by the threshold, the gradient being g."""
    weight = nn.Parameter(start.clone())
    optimizer = torch.optim.SGD([weight], float(eta))
    values = [start]
    for _ in range(3):
        weight.grad = g.clone()
        optimizer.step()
        proximal_l1_(weight, float(eta * lambda_))
        values.append(weight.detach().clone())
    return torch.stack(values)


page.bind(
    "eq:proximal-step",
    w=path,
    S=soft,
    t=whole(1, 3),
    start=moderate,
    g=moderate,
    eta=positive,
    lambda_=positive,
)
page.number("65504.", equals=str(torch.finfo(torch.float16).max))
page.number("a million weights", equals="1000 * 1000")
page.number("halves the sum", because="the half is in the equation below")
page.number("half the distance", because="what rounding to the nearest means")
