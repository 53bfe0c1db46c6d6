"""Proximal steps smaller than the spacing of bfloat16 move no weight."""

import torch

from snippets.regularizers.proximal_l1 import proximal_l1_

start = torch.tensor([1.0, 0.05, -0.02])
weight = start.bfloat16()
for _ in range(1000):
    proximal_l1_(weight, 1e-4)
print(weight)
#> tensor([1.0000, 0.0500, -0.0000], dtype=torch.bfloat16)

# The fix: step on float32 weights, and give bfloat16 copies to the model.
master = start.clone()
for _ in range(1000):
    proximal_l1_(master, 1e-4)
    weight.copy_(master)
print(master)
#> tensor([0.9000, 0.0000, -0.0000])
print(weight)
#> tensor([0.8984, 0.0000, -0.0000], dtype=torch.bfloat16)
