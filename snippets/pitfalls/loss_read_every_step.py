"""What needs the number of a loss makes Python wait for the GPU.

A fake tensor has none, so it raises where a real one would be waited for.
"""

import torch
from torch import nn
from torch._subclasses.fake_tensor import (
    DataDependentOutputException,
    FakeTensorMode,
)
from torch.nn import functional as F

with FakeTensorMode():
    weight = torch.ones(3, requires_grad=True)
    weight.grad = torch.ones(3)
    loss = F.mse_loss(weight, torch.zeros(3))
    running = torch.zeros(())
    reads = {
        "loss.item()": loss.item,
        "if loss > 3": lambda: bool(loss > 3),
        "F.gaussian_nll_loss(…)": lambda: F.gaussian_nll_loss(
            weight, weight, weight
        ),
        "clip_grad_norm_(…, error_if_nonfinite=True)": lambda: (
            nn.utils.clip_grad_norm_(weight, 1.0, error_if_nonfinite=True)
        ),
        "clip_grad_norm_(…)": lambda: nn.utils.clip_grad_norm_(weight, 1.0),
        "running += loss.detach()": lambda: running.add_(loss.detach()),
        "loss.isfinite()": loss.isfinite,
    }
    for name, read in reads.items():
        try:
            read()
            print(f"goes on: {name}")
            #> goes on: clip_grad_norm_(…)
            #> goes on: running += loss.detach()
            #> goes on: loss.isfinite()
        except DataDependentOutputException:
            print(f"waits:   {name}")
            #> waits:   loss.item()
            #> waits:   if loss > 3
            #> waits:   F.gaussian_nll_loss(…)
            #> waits:   clip_grad_norm_(…, error_if_nonfinite=True)
