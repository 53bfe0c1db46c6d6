"""A distance by hand has a gradient of nan where two vectors are equal."""

import torch
from torch.nn import functional as F


def by_hand(a, b):
    """Square, sum and root."""
    return (a - b).square().sum(-1).sqrt()


def by_norm(a, b):
    """The norm of the difference."""
    return torch.linalg.vector_norm(a - b, dim=-1)


# The second triplet has the same image for anchor and positive, and is learnt.
anchor = torch.tensor([[0.0, 0.0], [1.0, 1.0]], requires_grad=True)
positive = torch.tensor([[1.0, 0.0], [1.0, 1.0]])
negative = torch.tensor([[0.0, 1.5], [9.0, 9.0]])
for distance in (by_hand, by_norm):
    loss = F.triplet_margin_with_distance_loss(
        anchor, positive, negative, distance_function=distance
    )
    (gradient,) = torch.autograd.grad(loss, anchor)
    print(f"{distance.__name__}: loss {loss:.2f}, gradient", gradient)
    #> by_hand: loss 0.25, gradient tensor([[-0.5000,  0.5000],
    #>         [    nan,     nan]])
    #> by_norm: loss 0.25, gradient tensor([[-0.5000,  0.5000],
    #>         [ 0.0000,  0.0000]])
