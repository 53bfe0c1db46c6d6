"""The loss is twice what the paper says: torch leaves out the half."""

import torch
from torch.nn import functional as F

from snippets.losses.half_square_loss import half_square_loss

input, target = torch.tensor([3.0]), torch.tensor([0.0])
print(F.mse_loss(input, target))
#> tensor(9.)
print(half_square_loss(input, target))
#> tensor(4.5000)
