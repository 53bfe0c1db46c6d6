"""Rounding takes a similarity above 1, and arccos of that is nan."""

import torch
from torch.nn import functional as F

torch.manual_seed(0)
a = torch.randn(1000, 64)
cosine = F.cosine_similarity(a, 2 * a, dim=-1)
print((cosine > 1).any(), (cosine - 1).abs().max() < 1e-6)
#> tensor(True) tensor(True)
print(torch.acos(cosine).isnan().any())
#> tensor(True)
# Clamped, the value is right; the gradient of arccos at 1 is not finite.
cosine = torch.tensor([1.0, 0.5], requires_grad=True)
torch.acos(cosine.clamp(-1, 1)).sum().backward()
print(cosine.grad)
#> tensor([   -inf, -1.1547])

# The fix: the angle from two lengths, exact from 0 to pi.
a = torch.tensor([[1.0, 0.0], [1.0, 0.0], [1.0, 0.0]])
b = torch.tensor([[1.0, 0.0], [1.0, 1.0], [-1.0, 0.0]])
a, b = F.normalize(a, dim=-1), F.normalize(b, dim=-1)
print(2 * torch.atan2((a - b).norm(dim=-1), (a + b).norm(dim=-1)))
#> tensor([0.0000, 0.7854, 3.1416])
