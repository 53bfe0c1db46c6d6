"""One matrix of cosines, and cross-entropy: InfoNCE, CLIP and NT-Xent."""

import torch
from torch.nn import functional as F

from snippets.losses.info_nce_loss import info_nce_loss
from snippets.losses.supervised_contrastive_loss import (
    supervised_contrastive_loss,
)

torch.manual_seed(0)
a, b = torch.randn(2, 4, 8)
pair, temperature = torch.arange(4), 0.5
logits = F.normalize(a, dim=-1) @ F.normalize(b, dim=-1).T / temperature
rows = F.cross_entropy(logits, pair)
columns = F.cross_entropy(logits.T, pair)
print(rows, info_nce_loss(a, b, temperature=temperature))
#> tensor(1.6555) tensor(1.6555)
both = info_nce_loss(a, b, temperature=temperature, symmetric=True)
print((rows + columns) / 2, both)
#> tensor(1.6321) tensor(1.6321)

# NT-Xent: all 8 views compete, each with all others; i and i + 4 are a pair.
views = F.normalize(torch.cat([a, b]), dim=-1)
logits = (views @ views.T / temperature).fill_diagonal_(-torch.inf)
print(F.cross_entropy(logits, torch.cat([pair + 4, pair])))
#> tensor(2.3139)
print(supervised_contrastive_loss(views, pair.repeat(2), temperature=0.5))
#> tensor(2.3139)
