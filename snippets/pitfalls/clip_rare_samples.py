"""A limit below the gradients of rare samples takes away their say."""

import torch
from torch import nn

torch.manual_seed(0)
torch.set_default_dtype(torch.float64)
# One sample in ten is 10, the others are 0: the mean is 1.
samples = torch.tensor([10.0] + [0.0] * 9)

for max_norm in (torch.inf, 20.0, 0.1):
    w = nn.Parameter(torch.zeros(()))
    optimizer = torch.optim.SGD([w], lr=0.01)
    path, clipped = [], 0
    for _ in range(200):
        for sample in samples[torch.randperm(10)]:
            optimizer.zero_grad()
            (w - sample).square().backward()
            norm = nn.utils.clip_grad_norm_([w], max_norm)
            clipped += norm > max_norm
            optimizer.step()
            path.append(w.item())
    settled, share = sum(path[1000:]) / 1000, clipped / 2000
    print(f"limit {max_norm}: clipped {share:.0%}, mean w {settled:.2f}")
    #> limit inf: clipped 0%, mean w 1.00
    #> limit 20.0: clipped 0%, mean w 1.00
    #> limit 0.1: clipped 10%, mean w 0.01
