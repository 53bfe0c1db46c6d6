"""How far mixup mixes: the variance of lambda, and how often little happens."""

import torch
from torch.distributions import Beta

torch.manual_seed(0)
for alpha in (0.2, 1.0, 4.0):
    share = Beta(alpha, alpha).sample((200_000,))
    little = ((share < 0.1) | (share > 0.9)).double().mean()
    formula = 1 / (4 * (2 * alpha + 1))
    print(f"{alpha}: {share.var():.3f}, {formula:.3f}, little {little:.2f}")
    #> 0.2: 0.179, 0.179, little 0.68
    #> 1.0: 0.083, 0.083, little 0.20
    #> 4.0: 0.028, 0.028, little 0.01
