"""A column of distances and a row of targets: every one with every other."""

import torch
from torch.nn import functional as F

a = torch.tensor([[0.0, 0.0], [0.0, 0.0], [0.0, 0.0]])
b = torch.tensor([[0.0, 0.0], [0.0, 0.0], [2.0, 0.0]])
target = torch.tensor([1, 1, -1])
distance = F.pairwise_distance(a, b, eps=0, keepdim=True)
loss = F.hinge_embedding_loss(distance, target, reduction="none")
print(distance.shape, target.shape, loss.shape)
#> torch.Size([3, 1]) torch.Size([3]) torch.Size([3, 3])
# All pairs are right, and the loss is not 0.
print(loss.mean())
#> tensor(0.6667)
# MarginRankingLoss refuses the like.
try:
    F.margin_ranking_loss(distance, distance, target)
except RuntimeError as error:
    print(str(error).split(".")[0])
    #> margin_ranking_loss : All input tensors should have same dimension but
    #> got sizes: input1: torch

# The fix: one distance a pair, of one dimension.
distance = F.pairwise_distance(a, b, eps=0)
print(F.hinge_embedding_loss(distance, target))
#> tensor(0.)
