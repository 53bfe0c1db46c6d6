"""The default is dim=1, which is not the last one of a sequence."""

import torch
from torch.nn import functional as F

# Two sequences of 5 tokens, 16 features each: 10 similarities expected.
torch.manual_seed(0)
a, b = torch.randn(2, 2, 5, 16)
print(F.cosine_similarity(a, b).shape)
#> torch.Size([2, 16])
# One vector against another has no dim 1, and says so.
try:
    F.cosine_similarity(a[0, 0], b[0, 0])
except IndexError as error:
    print(error)
    #> Dimension out of range (expected to be in range of [-1, 0], but got 1)

# The fix: say which dimension holds the features.
print(F.cosine_similarity(a, b, dim=-1).shape)
#> torch.Size([2, 5])
print(F.cosine_similarity(a[0, 0], b[0, 0], dim=-1).shape)
#> torch.Size([])
