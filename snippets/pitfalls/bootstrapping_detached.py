"""Bootstrapping on detached answers is cross-entropy, times a number."""

from collections.abc import Callable
from functools import partial

import torch
from torch.nn import functional as F

from snippets.relations.bootstrapping import bootstrapping

target = torch.tensor([0, 2])
labels = F.one_hot(target, 3)


def detached(logits: torch.Tensor) -> torch.Tensor:
    """Half the label, half the model's own answer, as a fixed target."""
    p = logits.detach().softmax(dim=1)
    return F.cross_entropy(logits, 0.5 * labels + 0.5 * p)


def gradient(loss: Callable) -> torch.Tensor:
    """In the logits."""
    logits = torch.tensor([[2.0, -1.0, 0.5], [0.0, 1.5, -0.5]])
    (found,) = torch.autograd.grad(loss(logits.requires_grad_()), logits)
    return found


plain = gradient(partial(F.cross_entropy, target=target))
# Symptom: whatever the label is, the gradient is half of cross-entropy's.
print(gradient(detached) / plain)
#> tensor([[0.5000, 0.5000, 0.5000],
#>         [0.5000, 0.5000, 0.5000]])
# Fix: let the gradient through the answer as well.
print(gradient(partial(bootstrapping, target=target, share=0.5)) / plain)
#> tensor([[1.1967, 1.8099, 1.0599],
#>         [1.0272, 0.2772, 0.4140]])
