"""Longer vectors satisfy any margin: the loss falls, and nothing is learnt."""

import torch
from torch.nn import functional as F

# The positive is a little nearer than the negative: 1 against 1.2.
anchor = torch.tensor([0.0, 0.0])
positive = torch.tensor([1.0, 0.0])
negative = torch.tensor([0.0, 1.2])
triplet = torch.stack([anchor, positive, negative])
for scale in (0.1, 1.0, 2.0, 5.0):
    loss = F.triplet_margin_loss(*(scale * triplet), margin=1.0)
    print(f"vectors {scale:3} times as long: loss {loss:.2f}")
    #> vectors 0.1 times as long: loss 0.98
    #> vectors 1.0 times as long: loss 0.80
    #> vectors 2.0 times as long: loss 0.60
    #> vectors 5.0 times as long: loss 0.00

# The fix: vectors of length 1, which leave the angles alone.
triplet = F.normalize(triplet + torch.tensor([1.0, 1.0]), dim=1)
for scale in (0.1, 1.0, 2.0, 5.0):
    unit = F.normalize(scale * triplet, dim=1)
    loss = F.triplet_margin_loss(*unit, margin=0.2)
    print(f"vectors {scale:3} times as long: loss {loss:.2f}")
    #> vectors 0.1 times as long: loss 0.16
    #> vectors 1.0 times as long: loss 0.16
    #> vectors 2.0 times as long: loss 0.16
    #> vectors 5.0 times as long: loss 0.16
