"""SAM and clipping: before the way up it changes nothing."""

import torch
from torch import nn
from torch.nn import functional as F

from snippets.tools.sam import sam_ascent

torch.manual_seed(0)
x, y = torch.randn(16, 4), 100 * torch.randn(16, 1)


def size_of_the_gradient(before, after):
    """The norm of the gradient that the step takes, clipped at 1 or not."""
    torch.manual_seed(0)
    model = nn.Linear(4, 1)
    F.mse_loss(model(x), y).backward()
    if before:
        nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.0)
    with sam_ascent(model, rho=0.05):
        F.mse_loss(model(x), y).backward()
    if after:
        nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.0)
    return torch.cat([p.grad.flatten() for p in model.parameters()]).norm()


for before, after in ((False, False), (True, False), (False, True)):
    norm = size_of_the_gradient(before, after)
    print(f"clipped before: {before}, after: {after}, norm {norm:.2f}")
    #> clipped before: False, after: False, norm 87.04
    #> clipped before: True, after: False, norm 87.04
    #> clipped before: False, after: True, norm 1.00
