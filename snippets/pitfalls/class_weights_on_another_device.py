"""Class weights stay behind when model and data move to another device."""

import torch
from torch import nn

# A device without numbers, which every machine has, in place of "cuda".
device = "meta"
model = nn.Linear(2, 3).to(device)
x = torch.zeros(4, 2).to(device)
target = torch.zeros(4, dtype=torch.int64).to(device)

loss_fn = nn.CrossEntropyLoss(weight=torch.tensor([1.0, 2.0, 5.0]))
try:
    loss_fn(model(x), target)
except RuntimeError as error:
    print(error)
    #> Tensor on device cpu is not on the expected device meta!

# The fix: the loss is a module. It moves as the model does.
loss = loss_fn.to(device)(model(x), target)
print(loss.device)
#> meta
