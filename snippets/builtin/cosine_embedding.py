"""A tour of nn.CosineEmbeddingLoss: pairs to pull together or push apart."""

import torch
from torch import nn
from torch.nn import functional as F

# Three pairs, with similarity 1, 0 and -1.
a = torch.tensor([[1.0, 0.0], [1.0, 0.0], [1.0, 0.0]])
b = torch.tensor([[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0]])
similar = torch.tensor([1, 1, 1])
different = -similar

each = nn.CosineEmbeddingLoss(reduction="none")
print(each(a, b, similar))
#> tensor([0., 1., 2.])
print(each(a, b, different))
#> tensor([1., 0., 0.])
# A margin lets different pairs be as similar as that, at no cost.
print(nn.CosineEmbeddingLoss(margin=0.5, reduction="none")(a, b, different))
#> tensor([0.5000, 0.0000, 0.0000])

# The usual call: one target a pair, and the mean over the batch.
target = torch.tensor([1, 1, -1])
loss = nn.CosineEmbeddingLoss(margin=0.5)(a, b, target)
print(loss)
#> tensor(0.3333)
print(F.cosine_embedding_loss(a, b, target, margin=0.5, reduction="sum"))
#> tensor(1.)
# For y = 1 it is 1 minus the similarity.
loss = F.cosine_embedding_loss(a, b, similar)
print((1 - F.cosine_similarity(a, b, dim=-1)).mean(), loss)
#> tensor(1.) tensor(1.)
