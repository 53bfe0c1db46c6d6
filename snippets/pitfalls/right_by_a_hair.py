"""Without a margin a loss is content with samples that are right by a hair."""

import torch
from torch.nn import functional as F

LOSSES = {
    "no margin": lambda *batch: F.multi_margin_loss(*batch, margin=0),
    "margin 1": lambda *batch: F.multi_margin_loss(*batch, margin=1),
    "cross-entropy": F.cross_entropy,
}
# 50 tasks: around (-1.5, -1.5) lies class 0, around (1.5, 1.5) class 1. Of the
# points of each the first 10 are to learn from.
torch.manual_seed(1)
y = torch.arange(1010) % 2
x = torch.randn(50, 1010, 2, dtype=torch.float64) + 3 * y[:, None] - 1.5
start = torch.randn(50, 2, 2, dtype=torch.float64) / 2


def train(loss):
    """A linear model for each task."""
    weight = start.clone().requires_grad_()
    optimizer = torch.optim.SGD([weight], lr=0.1)
    for _ in range(300):
        optimizer.zero_grad()
        scores = (x[:, :10] @ weight).flatten(0, 1)
        # The models share no weights: this trains each by itself.
        (50 * loss(scores, y[:10].repeat(50))).backward()
        optimizer.step()
    return weight.detach()


for name, loss in LOSSES.items():
    right = ((x @ train(loss)).argmax(dim=2) == y).double()
    old, new = right[:, :10].mean(), right[:, 10:].mean()
    print(f"{name}: right on {old:.2f} of its own, {new:.2f} of new")
    #> no margin: right on 0.99 of its own, 0.93 of new
    #> margin 1: right on 0.99 of its own, 0.97 of new
    #> cross-entropy: right on 0.99 of its own, 0.98 of new
