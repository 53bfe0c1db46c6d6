"""Huber loss, nn.HuberLoss: squared error whose gradient is clipped.

Source: Huber, Robust Estimation of a Location Parameter, 1964, doi
10.1214/aoms/1177703732.
"""

import torch
from torch import nn
from torch.nn import functional as F

error = torch.tensor([0.0, 0.5, 1.0, 3.0], requires_grad=True)
target = torch.zeros(4)

for delta in (1.0, 2.0):
    loss = nn.HuberLoss(delta=delta, reduction="none")(error, target)
    print(loss)
    #> tensor([0.0000, 0.1250, 0.5000, 2.5000], grad_fn=<HuberLossBackward0>)
    #> tensor([0.0000, 0.1250, 0.5000, 4.0000], grad_fn=<HuberLossBackward0>)
    (gradient,) = torch.autograd.grad(loss.sum(), error)
    print(gradient, gradient.equal(error.clamp(-delta, delta)))
    #> tensor([0.0000, 0.5000, 1.0000, 1.0000]) True
    #> tensor([0.0000, 0.5000, 1.0000, 2.0000]) True

# The usual call. The target is 0, so the prediction is the error.
prediction = error
loss = nn.HuberLoss(delta=1.0)(prediction, target)
print(loss)
#> tensor(0.7812, grad_fn=<HuberLossBackward0>)

# A delta beyond every error never clips: half the squared error.
print(nn.HuberLoss(delta=100.0)(error, target))
#> tensor(1.2812, grad_fn=<HuberLossBackward0>)
print(F.mse_loss(error, target) / 2)
#> tensor(1.2812, grad_fn=<DivBackward0>)

try:
    nn.HuberLoss(delta=0.0)(error, target)
except RuntimeError as raised:
    print(raised)
    #> huber_loss does not support non-positive values for delta.
