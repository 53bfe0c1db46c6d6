"""Class weights scale the smoothing term too: p of the right class falls."""

import torch
from torch.nn import functional as F

weight = torch.tensor([1, 10, 90], dtype=torch.float64)
target = torch.tensor([0])  # of the most frequent class


def smoothed(z):
    """What nn.CrossEntropyLoss makes of the two options."""
    return F.cross_entropy(z, target, weight=weight, label_smoothing=0.1)


def weighted_after(z):
    """The fix: smooth the loss of each sample, and weight it then."""
    each = F.cross_entropy(z, target, label_smoothing=0.1, reduction="none")
    return (weight[target] * each).sum() / weight[target].sum()


# The probabilities that a sample of the most frequent class had best get.
for loss_of in (smoothed, weighted_after):
    z = torch.zeros(1, 3, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.Adam([z], lr=0.1)
    for _ in range(500):
        optimizer.zero_grad()
        loss_of(z).backward()
        optimizer.step()
    print([f"{p:.2f}" for p in z.softmax(dim=1)[0]])
    #> ['0.22', '0.08', '0.70']
    #> ['0.93', '0.03', '0.03']
