"""The gradient that F.ctc_loss gives to log_p is that of the logits."""

import torch
from torch.nn import functional as F

torch.manual_seed(0)
logits = torch.randn(4, 1, 3, dtype=torch.float64, requires_grad=True)
target, lengths = torch.tensor([[1, 2]]), (torch.tensor([4]), torch.tensor([2]))


def loss_of(log_p):
    """The loss of the text."""
    return F.ctc_loss(log_p, target, *lengths, reduction="sum")


def changed(log_p, k):
    """How fast the loss changes with log_p of class k at the first step."""
    step = torch.zeros_like(log_p)
    step[0, 0, k] = 1e-6
    return ((loss_of(log_p + step) - loss_of(log_p - step)) / 2e-6).item()


log_p = logits.log_softmax(dim=2)
(gradient,) = torch.autograd.grad(loss_of(log_p), log_p, retain_graph=True)
print([f"{each:.4f}" for each in gradient[0, 0].tolist()])
#> ['-0.0115', '-0.0090', '0.0205']
print([f"{changed(log_p.detach(), k):.4f}" for k in range(3)])
#> ['-0.8561', '-0.1439', '0.0000']

# The logits get the right one, since what is in excess, p, adds up to 1.
right = torch.autograd.gradcheck(lambda z: loss_of(z.log_softmax(2)), logits)
print(right)
#> True

# Do nothing to log_p between the log-softmax and the loss. Here is a weight
# on it, as decoders have one, and its gradient, by autograd and by hand.
weight = torch.tensor(0.5, dtype=torch.float64, requires_grad=True)
loss = loss_of(weight * log_p.detach())
ends = [loss_of((0.5 + e) * log_p.detach()).item() for e in (1e-6, -1e-6)]
(by_autograd,) = torch.autograd.grad(loss, weight)
print(f"{by_autograd:.4f} {(ends[0] - ends[1]) / 2e-6:.4f}")
#> -2.8736 3.9735
