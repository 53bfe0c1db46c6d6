"""Dropout on the logits sets them to 0: a loss that cannot get small."""

import torch
from torch import nn
from torch.nn import functional as F

torch.manual_seed(0)
dropout = nn.Dropout(p=0.25)
last = nn.Linear(64, 1, bias=False)
nn.init.constant_(last.weight, 12 / 64)
hidden = torch.ones(200_000, 64)
target = torch.ones(200_000, 1)

# Without dropout every logit is 12: right, and sure of it.
print(last(hidden).unique().tolist())
#> [12.0]
print(f"{F.binary_cross_entropy_with_logits(last(hidden), target):.4f}")
#> 0.0000

# A dropped logit is 0, its probability one half, its loss log 2.
logits = dropout(last(hidden))
print(f"{F.binary_cross_entropy_with_logits(logits, target):.2f}")
#> 0.17
print(f"p log 2 = {dropout.p * torch.tensor(2.0).log():.2f}")
#> p log 2 = 0.17

# The fix: dropout before the last layer, nothing after it.
logits = last(dropout(hidden))
print(f"{F.binary_cross_entropy_with_logits(logits, target):.4f}")
#> 0.0000
