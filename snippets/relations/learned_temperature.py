"""A learned temperature falls as the pairs become easy."""

import math

import torch
from torch import nn

from snippets.losses.info_nce_loss import info_nce_loss

torch.manual_seed(0)
query = torch.randn(64, 8, dtype=torch.float64)
# The logarithm of 1 / temperature, so that no step leads below 0.
log_scale = nn.Parameter(torch.tensor(1 / 0.07, dtype=torch.float64).log())
optimizer = torch.optim.Adam([log_scale], lr=0.1)
for noise in (1.0, 0.5, 0.0):
    key = query + noise * torch.randn(64, 8, dtype=torch.float64)
    for _ in range(200):
        temperature = (-log_scale).exp()
        loss = info_nce_loss(query, key, temperature=temperature)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        with torch.no_grad():
            log_scale.clamp_(0, math.log(100))
    print(f"noise {noise}: temperature {(-log_scale).exp():.3f}")
    #> noise 1.0: temperature 0.105
    #> noise 0.5: temperature 0.043
    #> noise 0.0: temperature 0.017
