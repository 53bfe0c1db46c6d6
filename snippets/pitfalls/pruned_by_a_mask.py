"""torch.nn.utils.prune sets filters to 0; the layer keeps its size."""

import torch
from torch import nn
from torch.nn.utils import prune

conv = nn.Conv2d(16, 32, kernel_size=3, bias=False)
print(sum(each.numel() for each in conv.state_dict().values()))
#> 4608

prune.ln_structured(conv, "weight", amount=0.75, n=2, dim=0)
print({name: each.numel() for name, each in conv.state_dict().items()})
#> {'weight_orig': 4608, 'weight_mask': 4608}
prune.remove(conv, "weight")  # the mask; the filters of zeros stay
print(tuple(conv.weight.shape), conv(torch.ones(1, 16, 8, 8)).shape)
#> (32, 16, 3, 3) torch.Size([1, 32, 6, 6])

# The fix: a layer of the filters that are left.
kept = conv.weight.flatten(1).any(dim=1)
smaller = nn.Conv2d(16, int(kept.sum()), kernel_size=3, bias=False)
smaller.weight = nn.Parameter(conv.weight[kept].detach())
print(smaller.weight.numel(), smaller(torch.ones(1, 16, 8, 8)).shape)
#> 1152 torch.Size([1, 8, 6, 6])
