"""A class index below 0 or above K - 1: an IndexError on the CPU."""

import torch
from torch.nn import functional as F

logits = torch.zeros(2, 3)
try:
    F.cross_entropy(logits, torch.tensor([1, 3]))
except IndexError as error:
    print(error)
    #> Target 3 is out of bounds.

# -1 does not mean "the last class", and is not ignored by itself.
try:
    F.cross_entropy(logits, torch.tensor([1, -1]))
except IndexError as error:
    print(error)
    #> Target -1 is out of bounds.

# The fix: number the classes from 0, and name what is to be ignored.
print(F.cross_entropy(logits, torch.tensor([1, 3]) - 1))
#> tensor(1.0986)
print(F.cross_entropy(logits, torch.tensor([1, -1]), ignore_index=-1))
#> tensor(1.0986)
