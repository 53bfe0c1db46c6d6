"""A tour of nn.TripletMarginLoss: nearer to the positive than the negative."""

import torch
from torch import nn
from torch.nn import functional as F

# One anchor; a positive at 1, and negatives at 3, 1.5 and 0.5.
anchor = torch.zeros(3, 2)
positive = torch.tensor([[0.0, 1.0], [0.0, 1.0], [0.0, 1.0]])
negative = torch.tensor([[3.0, 0.0], [1.5, 0.0], [0.5, 0.0]])

# Far enough away, within the margin, and nearer than the positive.
each = nn.TripletMarginLoss(margin=1.0, reduction="none")
print(each(anchor, positive, negative))
#> tensor([0.0000, 0.5000, 1.5000])
# The usual call, on vectors of length 1. Of random ones the positive is as far
# as the negative: on average they pay the margin, and a little more.
torch.manual_seed(0)
anchor, positive, negative = F.normalize(torch.randn(3, 500, 16), dim=-1)
loss = nn.TripletMarginLoss(margin=0.2)(anchor, positive, negative)
print(loss)
#> tensor(0.2186)

# swap=True takes the negative's distance to the positive, if that is less.
a, p, n = torch.tensor([[0.0, 0.0], [1.0, 0.0], [1.5, 0.0]])
for swap in (False, True):
    print(F.triplet_margin_loss(a, p, n, swap=swap))
    #> tensor(0.5000)
    #> tensor(1.5000)

# It is a ranking of two distances.
near, far = F.pairwise_distance(a, p), F.pairwise_distance(a, n)
print(F.margin_ranking_loss(far, near, torch.tensor(1), margin=1.0))
#> tensor(0.5000)
