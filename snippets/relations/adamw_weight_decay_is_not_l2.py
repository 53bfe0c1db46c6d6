"""AdamW's weight_decay is not the L2 penalty: it leaves the moments alone."""

import torch
from torch import nn
from torch.nn import functional as F

from snippets.regularizers.l2_penalty import l2_penalty
from snippets.regularizers.weight_decay_groups import weight_decay_groups

torch.manual_seed(0)
torch.set_default_dtype(torch.float64)
x, y = torch.randn(100, 5), torch.randn(100, 1)
decay, penalty, factor = (nn.Linear(5, 1) for _ in range(3))
penalty.load_state_dict(decay.state_dict())
factor.load_state_dict(decay.state_dict())
by_decay = torch.optim.AdamW(weight_decay_groups(decay, 0.5), lr=0.01)
by_penalty = torch.optim.Adam(penalty.parameters(), lr=0.01)
by_factor = torch.optim.Adam(factor.parameters(), lr=0.01)
for _ in range(50):
    F.mse_loss(decay(x), y).backward()
    (F.mse_loss(penalty(x), y) + l2_penalty(penalty, 0.5)).backward()
    F.mse_loss(factor(x), y).backward()
    with torch.no_grad():
        factor.weight *= 1 - 0.01 * 0.5
    for optimizer in (by_decay, by_penalty, by_factor):
        optimizer.step()
        optimizer.zero_grad()
print(by_decay.defaults["weight_decay"], by_factor.defaults["weight_decay"])
#> 0.01 0
to_penalty = (decay.weight - penalty.weight).abs().max()
to_factor = (decay.weight - factor.weight).abs().max()
print(f"from the penalty {to_penalty:.4f}, the factor {to_factor:.4f}")
#> from the penalty 0.0841, the factor 0.0000
