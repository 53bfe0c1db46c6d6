"""HingeEmbeddingLoss takes a score for a distance: it has no lower end."""

import torch
from torch.nn import functional as F

same = torch.tensor([1])
for score in (1.0, -1.0, -1000.0):
    print(F.hinge_embedding_loss(torch.tensor([score]), same))
    #> tensor(1.)
    #> tensor(-1.)
    #> tensor(-1000.)

# The fix: a distance, which is never below 0.
a, b = torch.tensor([[3.0, 4.0], [3.0, 3.0]]).split(1)
print(F.hinge_embedding_loss(F.pairwise_distance(a, b), same))
#> tensor(1.0000)
