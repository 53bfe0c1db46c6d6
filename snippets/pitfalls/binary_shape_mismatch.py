"""Logits of shape (N, 1) against targets of shape (N): an error."""

import torch
from torch import nn

logits = nn.Linear(2, 1)(torch.zeros(4, 2))
target = torch.tensor([1.0, 0.0, 1.0, 0.0])
print(logits.shape, target.shape)
#> torch.Size([4, 1]) torch.Size([4])

try:
    nn.BCEWithLogitsLoss()(logits, target)
except ValueError as error:
    print(error)
    #> Target size (torch.Size([4])) must be the same as input size
    #> (torch.Size([4, 1]))

try:
    nn.BCELoss()(torch.sigmoid(logits), target)
except ValueError as error:
    print(error)
    #> Using a target size (torch.Size([4])) that is different to the input size
    #> (torch.Size([4, 1])) is deprecated. Please ensure they have the same
    #> size.

# Your own arithmetic does not refuse: it makes 16 differences of 4.
print((logits - target).shape)
#> torch.Size([4, 4])

# The fix: take the dimension away by its number. squeeze() without it would
# take a batch of one sample away too.
print(nn.BCEWithLogitsLoss()(logits.squeeze(1), target).shape)
#> torch.Size([])
print(logits[:1].squeeze(1).shape, logits[:1].squeeze().shape)
#> torch.Size([1]) torch.Size([])
