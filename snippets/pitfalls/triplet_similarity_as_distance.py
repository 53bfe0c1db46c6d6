"""A similarity in the place of a distance turns the loss around."""

import torch
from torch import nn
from torch.nn import functional as F

# The best triplet there is: the positive alike, the negative opposite.
anchor = torch.tensor([[1.0, 0.0]])
positive, negative = anchor, -anchor

criterion = nn.TripletMarginWithDistanceLoss(
    distance_function=F.cosine_similarity
)
print(criterion(anchor, positive, negative))
#> tensor(3.)
# And the worst one, which it would be trained to.
print(criterion(anchor, negative, positive))
#> tensor(0.)

# The fix: 1 - similarity is small where two are alike.
criterion = nn.TripletMarginWithDistanceLoss(
    distance_function=lambda a, b: 1 - F.cosine_similarity(a, b, dim=-1)
)
print(criterion(anchor, positive, negative))
#> tensor(0.)
print(criterion(anchor, negative, positive))
#> tensor(3.)
