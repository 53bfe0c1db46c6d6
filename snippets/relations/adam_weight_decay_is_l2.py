"""Adam's weight_decay is the L2 penalty: it goes through the moments."""

import torch
from torch import nn
from torch.nn import functional as F

from snippets.regularizers.l2_penalty import l2_penalty
from snippets.regularizers.weight_decay_groups import weight_decay_groups

torch.manual_seed(0)
torch.set_default_dtype(torch.float64)
x, y = torch.randn(100, 5), torch.randn(100, 1)
decay, penalty = nn.Linear(5, 1), nn.Linear(5, 1)
penalty.load_state_dict(decay.state_dict())
by_decay = torch.optim.Adam(weight_decay_groups(decay, 0.5), lr=0.01)
by_penalty = torch.optim.Adam(penalty.parameters(), lr=0.01)
for _ in range(50):
    F.mse_loss(decay(x), y).backward()
    (F.mse_loss(penalty(x), y) + l2_penalty(penalty, 0.5)).backward()
    for optimizer in (by_decay, by_penalty):
        optimizer.step()
        optimizer.zero_grad()
difference = (decay.weight - penalty.weight).abs().max()
print(f"{difference:.4f}")
#> 0.0000
