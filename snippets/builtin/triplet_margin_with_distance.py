"""A tour of nn.TripletMarginWithDistanceLoss: a distance of your own."""

import torch
from torch import nn
from torch.nn import functional as F


def cosine_distance(a, b):
    """From 0, the same direction, to 2, opposite ones."""
    return 1 - F.cosine_similarity(a, b, dim=-1)


# At 0, 60 and 90 degrees, of different lengths.
anchor = torch.tensor([[5.0, 0.0]])
positive = torch.tensor([[1.0, 3.0**0.5]])
negative = torch.tensor([[0.0, 0.1]])

criterion = nn.TripletMarginWithDistanceLoss(
    distance_function=cosine_distance, margin=0.6
)
loss = criterion(anchor, positive, negative)
print(loss)
#> tensor(0.1000)
# The default is nn.PairwiseDistance: then it is nn.TripletMarginLoss.
print(nn.TripletMarginWithDistanceLoss()(anchor, positive, negative))
#> tensor(0.3579)
print(nn.TripletMarginLoss()(anchor, positive, negative))
#> tensor(0.3579)

# Between unit vectors the squared distance is twice that of the cosine. So
# with twice the margin the loss is twice as large.
a, p, n = (F.normalize(x, dim=-1) for x in (anchor, positive, negative))
print(
    F.triplet_margin_with_distance_loss(
        *(a, p, n),
        distance_function=lambda x, y: (x - y).square().sum(-1),
        margin=1.2,
    )
)
#> tensor(0.2000)
