"""A tour of nn.MultiMarginLoss: the right class must win by a margin."""

import torch
from torch import nn
from torch.nn import functional as F

scores = torch.tensor([[0.1, 0.2, 0.4, 0.8]], requires_grad=True)
target = torch.tensor([3])

loss = nn.MultiMarginLoss(margin=1.0)(scores, target)
print(loss)
#> tensor(0.3250, grad_fn=<MultiMarginLossBackward0>)
# The right class leads by 0.7, 0.6 and 0.4. What is missing, over K:
print(round((0.3 + 0.4 + 0.6) / 4, 4))
#> 0.325

# Each class within the margin pulls alike, however close it is.
(gradient,) = torch.autograd.grad(loss, scores)
print(gradient)
#> tensor([[ 0.2500,  0.2500,  0.2500, -0.7500]])
# p=2 squares what is missing, and the pull fades with it.
loss = F.multi_margin_loss(scores, target, p=2)
(gradient,) = torch.autograd.grad(loss, scores)
print(loss.detach(), gradient)
#> tensor(0.1525) tensor([[ 0.1500,  0.2000,  0.3000, -0.6500]])

# A margin that is reached by all: no loss, and no pull.
loss = F.multi_margin_loss(scores, target, margin=0.4)
(gradient,) = torch.autograd.grad(loss, scores)
print(loss.detach(), gradient)
#> tensor(0.) tensor([[0., 0., 0., 0.]])

# weight multiplies the loss of its class. "mean" divides by the number of
# samples, and not by their weights as cross-entropy does.
weight = torch.tensor([1.0, 1.0, 1.0, 2.0])
print(F.multi_margin_loss(scores.detach(), target, weight=weight))
#> tensor(0.6500)
