"""The loss is inf at a low temperature, and nan in half precision."""

import torch
from torch.nn import functional as F

from snippets.losses.info_nce_loss import info_nce_loss

torch.manual_seed(0)
query = torch.randn(4, 8)
key = query + 0.1 * torch.randn(4, 8)
cosine = F.normalize(query, dim=-1) @ F.normalize(key, dim=-1).T
# As formulas are written: exp, sum, log.
for temperature in (0.07, 0.01):
    power = (cosine / temperature).exp()
    print((power.diagonal() / power.sum(dim=1)).log().neg().mean())
    #> tensor(0.0318)
    #> tensor(nan)

# In float16 its eps is 0: a vector of zeros, such as padding, has no direction.
half = query.half()
half[3] = 0.0
print(F.normalize(half, dim=-1).isnan().any(dim=1))
#> tensor([False, False, False,  True])

# The fix: log-sum-exp, of vectors that are normalized in float32.
loss = info_nce_loss(query, key, temperature=0.01).item()
print(f"{loss:.0e}")
#> 4e-09
print(info_nce_loss(half, key.half(), temperature=0.01))
#> tensor(0.3466)
