"""Cosine similarity, nn.CosineSimilarity: of directions, not of lengths."""

import torch
from torch import nn
from torch.nn import functional as F

# 1 for the same direction, 0 for a right angle, -1 for the opposite.
a = torch.tensor([[3.0, 4.0], [3.0, 4.0], [3.0, 4.0]])
b = torch.tensor([[6.0, 8.0], [-4.0, 3.0], [-3.0, -4.0]])
similarity = nn.CosineSimilarity(dim=-1)
print(similarity(a, b))
#> tensor([ 1.,  0., -1.])
print(F.cosine_similarity(a, b, dim=-1))
#> tensor([ 1.,  0., -1.])
# Lengths do not count: only directions do.
print(F.cosine_similarity(100 * a, b / 100, dim=-1))
#> tensor([ 1.,  0., -1.])
# Below eps they do: 3e-9 / (1e-8 * 3), as eps bounds each length by itself.
tiny, long = torch.tensor([1e-9, 0.0]), torch.tensor([3.0, 0.0])
print(similarity(tiny, long), F.cosine_similarity(tiny, long, dim=-1))
#> tensor(0.1000) tensor(0.1000)

# As a loss, 1 minus it: 0 where the directions agree.
prediction, target = torch.tensor([3.0, 4.0]), torch.tensor([4.0, 3.0])
loss = 1 - F.cosine_similarity(prediction, target, dim=-1)
print(loss)
#> tensor(0.0400)

# dim is the one that disappears. The others stay, and broadcast: all pairs.
torch.manual_seed(0)
queries, keys = torch.randn(5, 8), torch.randn(7, 8)
pairs = F.cosine_similarity(queries[:, None], keys, dim=-1)
print(pairs.shape)
#> torch.Size([5, 7])
# The same by one matrix product, without the 5 x 7 x 8 tensor in between.
product = F.normalize(queries, dim=-1) @ F.normalize(keys, dim=-1).T
print(torch.allclose(pairs, product, atol=1e-6))
#> True

# The gradient: at a right angle to a, as long as sin(angle) / ||a||.
a = torch.tensor([3.0, 4.0], requires_grad=True)
b = torch.tensor([1.0, 0.0])
cosine = F.cosine_similarity(a, b, dim=-1)
(gradient,) = torch.autograd.grad(cosine, a)
print(cosine.detach(), gradient)
#> tensor(0.6000) tensor([ 0.1280, -0.0960])
print(f"{abs(gradient @ a).item():.4f}")
#> 0.0000
length = a.detach().norm()
sine = (1 - cosine.detach() ** 2).sqrt()
print(gradient.norm(), sine / length)
#> tensor(0.1600) tensor(0.1600)
# So a step along it makes a longer: it adds a leg at a right angle.
print(length, (a.detach() + gradient).norm())
#> tensor(5.) tensor(5.0026)
