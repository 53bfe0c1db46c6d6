"""Mixup of numbers: the mean target has another loss, and the same gradient."""

import torch
from torch.nn import functional as F

y, partner, share = torch.tensor(1.0), torch.tensor(3.0), 0.3
prediction = torch.tensor(0.0, requires_grad=True)

first, second = F.mse_loss(prediction, y), F.mse_loss(prediction, partner)
two = share * first + (1 - share) * second
one = F.mse_loss(prediction, share * y + (1 - share) * partner)
for loss in (two, one):
    (gradient,) = torch.autograd.grad(loss, prediction)
    print(f"{loss:.2f} {gradient:.2f}")
    #> 6.60 -4.80
    #> 5.76 -4.80
