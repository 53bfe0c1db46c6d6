"""SAM with micro-batches, loss scaling and clipping."""

import torch
from torch import nn
from torch.nn import functional as F

from snippets.tools.sam import sam_ascent

torch.manual_seed(0)
parts = [(torch.randn(8, 4), torch.arange(8) % 3) for _ in range(2)]
model = nn.Linear(4, 3)
optimizer = torch.optim.AdamW(model.parameters(), lr=0.1)
scaler = torch.amp.GradScaler("cpu")


def gradient():
    """Add up the gradients of all micro-batches; return their loss."""
    total = 0.0
    for x, y in parts:
        with torch.autocast("cpu", torch.float16):
            loss = F.cross_entropy(model(x), y) / len(parts)
        scaler.scale(loss).backward()
        total += loss.detach()
    return total


for _ in range(3):
    loss = gradient()
    with sam_ascent(model, rho=0.05):  # the same for a scaled gradient
        gradient()
    scaler.unscale_(optimizer)
    nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.0)
    scaler.step(optimizer)
    scaler.update()
    optimizer.zero_grad()
    print(f"{loss:.2f}")
    #> 1.43
    #> 1.26
    #> 1.12
