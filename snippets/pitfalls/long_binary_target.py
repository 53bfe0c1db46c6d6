"""Integer or boolean targets in binary cross-entropy, and their errors."""

import torch
from torch import nn

logits = torch.tensor([5.0, -3.0])
target = torch.tensor([1, 0])

try:
    nn.BCEWithLogitsLoss()(logits, target)
except RuntimeError as error:
    print(error)
    #> result type Float can't be cast to the desired output type Long

try:
    nn.BCELoss()(torch.sigmoid(logits), target)
except RuntimeError as error:
    print(error)
    #> Found dtype Long but expected Float

try:
    nn.BCEWithLogitsLoss()(logits, target.bool())
except RuntimeError as error:
    print(error)
    #> Subtraction, the `-` operator, with two bool tensors is not supported.
    #> Use the `^` or `logical_xor()` operator instead.

# The fix: targets of the dtype that the logits have.
print(nn.BCEWithLogitsLoss()(logits, target.to(logits.dtype)))
#> tensor(0.0277)
