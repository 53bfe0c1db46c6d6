"""What the losses compute where a plain formula does not."""

import torch
from torch.nn import functional as F

from snippets.losses.info_nce_loss import info_nce_loss
from snippets.losses.supervised_contrastive_loss import (
    supervised_contrastive_loss,
)

torch.manual_seed(0)
query = torch.randn(64, 32, dtype=torch.float64)
key = query + torch.randn(64, 32, dtype=torch.float64)


def plain(query, key, temperature):
    """The matrix in the dtype of the vectors."""
    a, b = F.normalize(query, dim=-1), F.normalize(key, dim=-1)
    pair = torch.arange(len(query))
    return F.cross_entropy(a @ b.T / temperature, pair).item()


# Wrong pairs at temperature 0.01.
wrong = key.roll(1, dims=0)
exact = info_nce_loss(query, wrong, temperature=0.01).item()
print(f"exact {exact:.2f}")
#> exact 67.70
for dtype in (torch.float16, torch.bfloat16):
    a, b = query.to(dtype), wrong.to(dtype)
    ours = info_nce_loss(a, b, temperature=0.01).item()
    print(f"{dtype}: {ours:.2f}, plain {plain(a, b, 0.01):.2f}")
    #> torch.float16: 67.69, plain 67.75
    #> torch.bfloat16: 67.70, plain 67.50

# Right pairs at temperature 0.01: p rounds to 1, and the loss is not 0.
exact = info_nce_loss(query, query, temperature=0.01).item()
single = query.float()
ours = info_nce_loss(single, single, temperature=0.01).item()
print(f"exact {exact:.2e}, ours {ours:.2e}")
#> exact 3.01e-21, ours 3.01e-21
print(f"plain {plain(single, single, 0.01)}")
#> plain 0.0

# Vectors whose squares overflow, or underflow.
for length in (1e20, 1e-25):
    a, b = length * query.float(), key.float()
    ours = info_nce_loss(a, b).item()
    print(f"{length}: {ours:.4f}, plain {plain(a, b, 0.07):.4f}")
    #> 1e+20: 0.0863, plain 4.1589
    #> 1e-25: 0.0863, plain 4.1589
print(f"exact {info_nce_loss(query, key):.4f}")
#> exact 0.0863

# All alike: log N for InfoNCE, log(2 N - 1) for NT-Xent.
alike, pair = torch.ones(2 * 64, 32), torch.arange(64).repeat(2)
print(info_nce_loss(alike[:64], alike[64:]), torch.tensor(64.0).log())
#> tensor(4.1589) tensor(4.1589)
print(supervised_contrastive_loss(alike, pair), torch.tensor(127.0).log())
#> tensor(4.8442) tensor(4.8442)
