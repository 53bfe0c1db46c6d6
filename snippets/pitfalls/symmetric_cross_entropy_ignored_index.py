"""There is no index to ignore: -100 is out of bounds, select beforehand."""

import torch
from torch.nn import functional as F

from snippets.losses.symmetric_cross_entropy import symmetric_cross_entropy

logits = torch.tensor([[[2.0, 0.0], [0.0, 1.0], [0.0, 0.0]]])
target = torch.tensor([[0, -100]])
print(logits.shape, target.shape)
#> torch.Size([1, 3, 2]) torch.Size([1, 2])

print(F.cross_entropy(logits, target))
#> tensor(0.2395)
try:
    symmetric_cross_entropy(logits, target)
except RuntimeError as error:
    print(error)
    #> index -100 is out of bounds for dimension 1 with size 3

# Fix: classes last, then keep the labelled positions.
keep = target != -100
kept = logits.movedim(1, -1)[keep]
print(kept.shape)
#> torch.Size([1, 3])
print(symmetric_cross_entropy(kept, target[keep], beta=0))
#> tensor(0.2395)
print(symmetric_cross_entropy(kept, target[keep]))
#> tensor(2.2015)
