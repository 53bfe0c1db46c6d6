"""Targets outside [0, 1], such as -1 and 1: the loss falls below zero."""

import torch
from torch import nn

labels = torch.tensor([1.0, -1.0])
criterion = nn.BCEWithLogitsLoss()
for size in (1.0, 10.0, 100.0):
    loss = criterion(torch.tensor([size, -size]), labels)
    print(f"{loss:.4f}")
    #> -0.1867
    #> -5.0000
    #> -50.0000

# BCELoss looks at the values, and refuses.
try:
    nn.BCELoss()(torch.tensor([0.9, 0.1]), labels)
except RuntimeError as error:
    print(error)
    #> all elements of target should be between 0 and 1

# The fix: labels 0 and 1.
target = (labels + 1) / 2
for size in (1.0, 10.0, 100.0):
    loss = criterion(torch.tensor([size, -size]), target)
    print(f"{loss:.4f}")
    #> 0.3133
    #> 0.0000
    #> 0.0000
