"""Between unit vectors the squared distance is 2 - 2 times the cosine."""

import torch
from torch.nn import functional as F

torch.manual_seed(0)
a, b = torch.randn(2, 4, 16, dtype=torch.float64)
unit_a, unit_b = F.normalize(a, dim=-1), F.normalize(b, dim=-1)

cosine = F.cosine_similarity(a, b, dim=-1)
distance = (unit_a - unit_b).square().sum(dim=-1)
print(distance)
#> tensor([1.8273, 1.8125, 2.1478, 1.3601], dtype=torch.float64)
print(2 - 2 * cosine)
#> tensor([1.8273, 1.8125, 2.1478, 1.3601], dtype=torch.float64)
# So the mean squared error of unit vectors is (2 - 2 c) / D.
print(F.mse_loss(unit_a, unit_b), ((2 - 2 * cosine) / 16).mean())
#> tensor(0.1117, dtype=torch.float64) tensor(0.1117, dtype=torch.float64)
# The nearest neighbour is the same by either.
print(torch.cdist(unit_a, unit_b).argmin(dim=1))
#> tensor([0, 2, 0, 0])
print((unit_a @ unit_b.T).argmax(dim=1))
#> tensor([0, 2, 0, 0])
# Without unit length the two disagree.
print(torch.allclose((a - b).square().sum(dim=-1), 2 - 2 * cosine))
#> False
