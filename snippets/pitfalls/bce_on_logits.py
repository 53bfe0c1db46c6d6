"""BCELoss given logits: an error, unless they lie in [0, 1] by chance."""

import torch
from torch import nn

target = torch.tensor([1.0, 0.0])
try:
    nn.BCELoss()(torch.tensor([5.0, -3.0]), target)
except RuntimeError as error:
    print(error)
    #> all elements of input should be between 0 and 1

# No error, and a wrong loss: these are logits too.
logits = torch.tensor([0.9, 0.2])
print(nn.BCELoss()(logits, target))
#> tensor(0.1643)

# The fix: the loss that takes logits.
print(nn.BCEWithLogitsLoss()(logits, target))
#> tensor(0.5696)
print(nn.BCEWithLogitsLoss()(torch.tensor([5.0, -3.0]), target))
#> tensor(0.0277)
