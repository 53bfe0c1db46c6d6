"""Classes in the last dimension, (N, L, K): an error, or a wrong loss."""

import torch
from torch.nn import functional as F

# Two sentences of five tokens each, three classes.
torch.manual_seed(0)
logits = torch.randn(2, 5, 3)
target = torch.randint(3, (2, 5))
try:
    F.cross_entropy(logits, target)
except RuntimeError as error:
    print(error)
    #> Expected target size [2, 3], got [2, 5]

# The fix: classes second, or all tokens in one list.
print(F.cross_entropy(logits.movedim(-1, 1), target))
#> tensor(0.8857)
print(F.cross_entropy(logits.flatten(0, 1), target.flatten()))
#> tensor(0.8857)

# As many tokens as classes: no error, and the softmax runs over tokens.
square, target = logits[:, :3], target[:, :3]
print(F.cross_entropy(square, target))
#> tensor(0.8821)
print(F.cross_entropy(square.movedim(-1, 1), target))
#> tensor(0.9582)
