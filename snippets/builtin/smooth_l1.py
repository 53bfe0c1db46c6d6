"""Smooth L1, nn.SmoothL1Loss: absolute error with its corner rounded off.

Source: Girshick, Fast R-CNN, 2015, arXiv 1504.08083, equation 3 (beta = 1).
"""

import torch
from torch import nn

error = torch.tensor([0.0, 0.5, 1.0, 3.0], requires_grad=True)
target = torch.zeros(4)

# beta = 1, the default: quadratic while the error is within -1 and 1.
loss = nn.SmoothL1Loss(reduction="none")(error, target)
print(loss)
#> tensor([0.0000, 0.1250, 0.5000, 2.5000], grad_fn=<SmoothL1LossBackward0>)
print(*torch.autograd.grad(loss.sum(), error))
#> tensor([0.0000, 0.5000, 1.0000, 1.0000])

# A smaller beta rounds less: the outer slope stays 1.
loss = nn.SmoothL1Loss(beta=0.5, reduction="none")(error, target)
print(loss)
#> tensor([0.0000, 0.2500, 0.7500, 2.7500], grad_fn=<SmoothL1LossBackward0>)
print(*torch.autograd.grad(loss.sum(), error))
#> tensor([0., 1., 1., 1.])

# At beta = 0 nothing is rounded: this is the absolute error.
print(nn.SmoothL1Loss(beta=0.0, reduction="none")(error, target))
#> tensor([0.0000, 0.5000, 1.0000, 3.0000], grad_fn=<AbsBackward0>)
