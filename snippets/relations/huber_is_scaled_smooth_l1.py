"""Huber is smooth L1 times the threshold of both; what each becomes."""

import torch
from torch.nn import functional as F

error = torch.tensor([-3.0, -0.5, 0.0, 0.2, 1.0, 4.0])
zero = torch.zeros_like(error)

for width in (0.1, 1.0, 3.0):
    huber = F.huber_loss(error, zero, delta=width)
    smooth = F.smooth_l1_loss(error, zero, beta=width)
    print(width, huber, smooth, torch.isclose(huber, width * smooth).item())
    #> 0.1 tensor(0.1408) tensor(1.4083) True
    #> 1.0 tensor(1.1075) tensor(1.1075) True
    #> 3.0 tensor(2.1075) tensor(0.7025) True

# Narrow: smooth L1 becomes the absolute error, Huber vanishes.
print(F.l1_loss(error, zero))
#> tensor(1.4500)
print(F.smooth_l1_loss(error, zero, beta=1e-4))
#> tensor(1.4500)
print(F.huber_loss(error, zero, delta=1e-4))
#> tensor(0.0001)

# Wide: Huber becomes half the squared error, smooth L1 vanishes.
print(F.mse_loss(error, zero) / 2)
#> tensor(2.1908)
print(F.huber_loss(error, zero, delta=1e4))
#> tensor(2.1908)
print(F.smooth_l1_loss(error, zero, beta=1e4))
#> tensor(0.0002)
