"""Clipped after each part of a batch, the gradient is not the batch's."""

import torch
from torch import nn

weight = nn.Parameter(torch.zeros(2))
parts = [torch.tensor([3.0, 0.0]), torch.tensor([0.0, 0.3])]

# The whole batch at once.
(weight @ sum(parts)).backward()
nn.utils.clip_grad_norm_([weight], max_norm=1.0)
print(f"at once:         {weight.grad.numpy().round(4)}")
#> at once:         [0.995  0.0995]

for each in (True, False):
    weight.grad = None
    for part in parts:
        (weight @ part).backward()  # which adds to the gradient
        if each:
            nn.utils.clip_grad_norm_([weight], max_norm=1.0)
    # The fix: once, when the last part has been added.
    if not each:
        nn.utils.clip_grad_norm_([weight], max_norm=1.0)
    name = "after each part:" if each else "after the last: "
    print(name, weight.grad.numpy().round(4))
    #> after each part: [0.9578 0.2873]
    #> after the last:  [0.995  0.0995]
