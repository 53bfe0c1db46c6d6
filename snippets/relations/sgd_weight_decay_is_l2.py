"""SGD's weight_decay is the L2 penalty, with momentum too."""

import torch
from torch import nn
from torch.nn import functional as F

from snippets.regularizers.l2_penalty import l2_penalty
from snippets.regularizers.weight_decay_groups import weight_decay_groups

torch.manual_seed(0)
torch.set_default_dtype(torch.float64)
x, y = torch.randn(100, 5), torch.randn(100, 1)
for options in ({}, {"momentum": 0.9}, {"momentum": 0.9, "nesterov": True}):
    decay, penalty, before = (nn.Linear(5, 1) for _ in range(3))
    penalty.load_state_dict(decay.state_dict())
    before.load_state_dict(decay.state_dict())
    SGD = torch.optim.SGD
    by_decay = SGD(weight_decay_groups(decay, 0.5), lr=0.01, **options)
    by_penalty = SGD(penalty.parameters(), lr=0.01, **options)
    by_factor = SGD(before.parameters(), lr=0.01, **options)
    for _ in range(50):
        F.mse_loss(decay(x), y).backward()
        (F.mse_loss(penalty(x), y) + l2_penalty(penalty, 0.5)).backward()
        F.mse_loss(before(x), y).backward()
        with torch.no_grad():  # shrink the weight itself, then step
            before.weight *= 1 - 0.01 * 0.5
        for optimizer in (by_decay, by_penalty, by_factor):
            optimizer.step()
            optimizer.zero_grad()
    to_penalty = (decay.weight - penalty.weight).abs().max()
    to_factor = (decay.weight - before.weight).abs().max()
    print(f"from the penalty {to_penalty:.4f}, the factor {to_factor:.4f}")
    #> from the penalty 0.0000, the factor 0.0000
    #> from the penalty 0.0000, the factor 0.0707
    #> from the penalty 0.0000, the factor 0.0638
