"""The prediction comes first, though books write KL(target, ...)."""

import torch
from torch.distributions import Categorical, kl_divergence
from torch.nn import functional as F

target = torch.tensor([0.7, 0.2, 0.1])
prediction = torch.tensor([0.01, 0.29, 0.7])

# Wrong: in the order in which the formula names them.
print(F.kl_div(target.log(), prediction, reduction="sum"))
#> tensor(1.4274)

# Right: the prediction's logarithm, then the target.
print(F.kl_div(prediction.log(), target, reduction="sum"))
#> tensor(2.7050)

# torch.distributions keeps the order of the formula.
print(kl_divergence(Categorical(target), Categorical(prediction)))
#> tensor(2.7050)
