"""Nearest neighbours of kinds never seen, before and after triplets."""

import torch
from torch import Tensor

from snippets.losses.batch_hard_triplet_loss import batch_hard_triplet_loss

torch.manual_seed(0)
double = torch.float64
axes = torch.tensor([[0.8, 0.6], [-0.6, 0.8]], dtype=double)


def measured(kinds: Tensor) -> tuple[Tensor, Tensor]:
    """Eight samples of each: along one axis its kind, along the other noise."""
    label = torch.arange(len(kinds)).repeat_interleave(8)
    noise = torch.randn(2, len(label), dtype=double)
    return torch.stack([kinds[label] + 0.03 * noise[0], 2 * noise[1]], 1), label


def right(x: Tensor) -> str:
    """How many nearest neighbours are of the same kind."""
    nearest = torch.cdist(x, x).fill_diagonal_(torch.inf).argmin(1)
    return f"{(new_label[nearest] == new_label).sum()} of {len(x)} right"


x, label = measured(torch.randn(20, dtype=double))
new, new_label = measured(torch.linspace(-1, 1, 6, dtype=double))
x, new = x @ axes, new @ axes
print("as measured:  ", right(new))
#> as measured:   34 of 48 right
print("standardized: ", right(new / x.std(0)))
#> standardized:  35 of 48 right

w = torch.eye(2, dtype=double, requires_grad=True)
optimizer = torch.optim.Adam([w], lr=0.05)
for _ in range(100):
    loss = batch_hard_triplet_loss(x @ w, label, margin=1.0)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print("after triplets:", right(new @ w.detach()))
#> after triplets: 48 of 48 right
