"""SAM in bfloat16: the way up is shorter than the gaps between numbers."""

import torch
from torch import nn

from snippets.tools.sam import sam_ascent

torch.manual_seed(0)
start, x = torch.randn(100, 100), torch.randn(16, 100)


def share_moved(dtype):
    """The share of the weights that are others uphill."""
    model = nn.Linear(100, 100, bias=False)
    model.weight.data = start.clone()
    model.to(dtype)
    before = model.weight.detach().clone()
    model(x.to(dtype)).square().mean().backward()
    with sam_ascent(model, rho=0.05):
        moved = (model.weight != before).double().mean()
        model(x.to(dtype)).square().mean().backward()
    return moved


for dtype in (torch.float32, torch.float16, torch.bfloat16):
    print(f"{dtype}: {share_moved(dtype):.2f} of the weights are moved")
    #> torch.float32: 1.00 of the weights are moved
    #> torch.float16: 0.60 of the weights are moved
    #> torch.bfloat16: 0.11 of the weights are moved

# The fix: weights in float32, and autocast for what is computed from them.
