"""At a zero vector eps keeps the value finite, not the gradient small."""

import torch
from torch.nn import functional as F

b = torch.tensor([1.0, 2.0, 2.0])
zero = torch.zeros(3, requires_grad=True)
cosine = F.cosine_similarity(zero, b, dim=-1)
cosine.backward()
print(cosine.detach())
#> tensor(0.)
print(f"{zero.grad.norm().item():.0e}")
#> 1e+08
# CosineEmbeddingLoss has an eps of its own, which you cannot set.
zero.grad = None
F.cosine_embedding_loss(zero, b, torch.tensor(1)).backward()
print(f"{zero.grad.norm().item():.0e}")
#> 1e+06
# In float16 the default eps is 0: nothing keeps the value finite.
half = torch.zeros(3, dtype=torch.float16)
print(torch.tensor(1e-8, dtype=torch.float16))
#> tensor(0., dtype=torch.float16)
print(F.cosine_similarity(half, b.half(), dim=-1))
#> tensor(nan, dtype=torch.float16)

# The fix: an eps of the size below which a vector has no direction.
zero.grad = None
F.cosine_similarity(zero, b, dim=-1, eps=1e-2).backward()
print(f"{zero.grad.norm().item():.0e}")
#> 1e+02
print(F.cosine_similarity(half, b.half(), dim=-1, eps=1e-2))
#> tensor(0., dtype=torch.float16)
