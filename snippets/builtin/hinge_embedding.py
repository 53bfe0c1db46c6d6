"""A tour of nn.HingeEmbeddingLoss: pairs, from the distance of each."""

import torch
from torch import nn
from torch.nn import functional as F

a = torch.zeros(4, 2)
b = torch.tensor([[0.2, 0.0], [2.0, 0.0], [0.2, 0.0], [2.0, 0.0]])
target = torch.tensor([1, 1, -1, -1])

# The distance is yours to compute.
distance = F.pairwise_distance(a, b, eps=0)
loss = nn.HingeEmbeddingLoss(margin=1.0)(distance, target)
print(loss)
#> tensor(0.7500)
# Pairs that belong together pay their distance. Others pay what they lack of
# the margin.
print(F.hinge_embedding_loss(distance, target, reduction="none"))
#> tensor([0.2000, 2.0000, 0.8000, 0.0000])
# A wider margin pushes the last pair, too.
print(F.hinge_embedding_loss(distance, target, margin=3.0, reduction="none"))
#> tensor([0.2000, 2.0000, 2.8000, 1.0000])
