"""eval() on the model does not reach its average, which is a copy."""

import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(8, 8), nn.Dropout(0.5), nn.Linear(8, 1))
averaged = AveragedModel(model)
averaged.update_parameters(model)
x = torch.randn(1, 8)

model.eval()
print(torch.equal(averaged(x), averaged(x)))
#> False
averaged.eval()
print(torch.equal(averaged(x), averaged(x)))
#> True
