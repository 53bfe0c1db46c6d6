"""Labels that come smoothed from the data, and are smoothed again."""

import torch
from torch.nn import functional as F

logits = torch.tensor([[2.0, -1.0, 0.5]])
one_hot = F.one_hot(torch.tensor([0]), 3)

# As mixup of timm hands them out by default.
smoothed = 0.9 * one_hot + 0.1 / 3
print(smoothed)
#> tensor([[0.9333, 0.0333, 0.0333]])
once = F.cross_entropy(logits, smoothed)
twice = F.cross_entropy(logits, smoothed, label_smoothing=0.1)
print(f"{once:.4f} {twice:.4f}")
#> 0.3913 0.5263

# Twice 0.1 is once 0.19.
share = 1 - (1 - 0.1) ** 2
print(f"{share:.2f}")
#> 0.19
print(F.cross_entropy(logits, torch.tensor([0]), label_smoothing=share))
#> tensor(0.5263)
