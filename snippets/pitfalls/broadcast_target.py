"""A prediction of shape (N, 1) against a target of shape (N)."""

import warnings

import torch
from torch.nn import functional as F

target = torch.tensor([1.0, 2.0, 3.0])
prediction = target[:, None].clone().requires_grad_()
print(prediction.shape, target.shape)
#> torch.Size([3, 1]) torch.Size([3])

# Every prediction is right, and yet the loss is not 0.
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    loss = F.mse_loss(prediction, target)
print(loss)
#> tensor(1.3333, grad_fn=<MseLossBackward0>)
print(caught[0].message)
#> Using a target size (torch.Size([3])) that is different to the input size
#> (torch.Size([3, 1])). This will likely lead to incorrect results due to
#> broadcasting. Please ensure they have the same size.

# Each prediction met each target: 9 errors instead of 3.
print(prediction.detach() - target)
#> tensor([[ 0., -1., -2.],
#>         [ 1.,  0., -1.],
#>         [ 2.,  1.,  0.]])

# The gradient drives every prediction towards the mean, and rests there.
print(torch.autograd.grad(loss, prediction)[0].flatten())
#> tensor([-0.6667,  0.0000,  0.6667])
mean = torch.full((3, 1), 2.0, requires_grad=True)
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    loss = F.mse_loss(mean, target)
print(torch.autograd.grad(loss, mean)[0].flatten())
#> tensor([0., 0., 0.])

# Fix: the same shape on both sides.
print(F.mse_loss(prediction.squeeze(1), target))
#> tensor(0., grad_fn=<MseLossBackward0>)

# In training, let the warning stop the run.
with warnings.catch_warnings():
    warnings.filterwarnings("error", message="Using a target size")
    try:
        F.mse_loss(prediction, target)
    except UserWarning as warning:
        print(type(warning).__name__)
        #> UserWarning
