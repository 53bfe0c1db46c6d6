"""Mean squared error, nn.MSELoss."""

import torch
from torch import nn
from torch.nn import functional as F

prediction = torch.tensor([2.0, 0.0, 5.0], requires_grad=True)
target = torch.tensor([1.0, 0.0, 7.0])

# Errors 1, 0, -2; squared 1, 0, 4; their mean 5 / 3.
loss = nn.MSELoss()(prediction, target)
print(loss)
#> tensor(1.6667, grad_fn=<MseLossBackward0>)

loss.backward()
print(prediction.grad)
#> tensor([ 0.6667,  0.0000, -1.3333])
print(2 * (prediction.detach() - target) / 3)
#> tensor([ 0.6667,  0.0000, -1.3333])

# The function alone takes weights, one per element, and divides by their
# sum: (1 + 0 + 0.5 * 4) / 2.5.
weight = torch.tensor([1.0, 1.0, 0.5])
print(F.mse_loss(prediction, target, weight=weight))
#> tensor(1.2000, grad_fn=<DivBackward0>)
