"""Clipped before unscale_, gradients lose the loss scale a second time."""

import torch
from torch import nn
from torch.nn import functional as F

torch.manual_seed(0)
x = torch.randn(64, 3)
y = x @ torch.tensor([[1.0], [-2.0], [0.5]])

for unscale in (False, True):
    model = nn.Linear(3, 1)
    nn.init.zeros_(model.weight)
    nn.init.zeros_(model.bias)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    scaler = torch.amp.GradScaler("cpu", init_scale=2.0**16)
    for step in range(100):
        optimizer.zero_grad()
        loss = F.mse_loss(model(x), y)
        scaler.scale(loss).backward()
        if unscale:
            scaler.unscale_(optimizer)
        norm = nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.0)
        if step == 0:
            print(f"unscaled {unscale}: first norm {norm:.3g}", end=", ")
            #> unscaled False: first norm 2.36e+05,
            #> unscaled True: first norm 3.6,
        scaler.step(optimizer)
        scaler.update()
    print(f"loss {loss.item():.4f} after 100 steps")
    #> loss 3.7911 after 100 steps
    #> loss 0.0000 after 100 steps
