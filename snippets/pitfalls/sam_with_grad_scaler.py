"""SAM and a GradScaler: there are two gradients, and one unscale_ a step."""

import torch
from torch import nn
from torch.nn import functional as F

from snippets.tools.sam import sam_ascent

torch.manual_seed(0)
x, y = torch.randn(16, 4), torch.randn(16, 1)
model = nn.Linear(4, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
scaler = torch.amp.GradScaler("cpu")


def backward():
    """Add the scaled gradient to what there is."""
    with torch.autocast("cpu", torch.float16):
        loss = F.mse_loss(model(x), y)
    scaler.scale(loss).backward()


try:
    for _ in range(2):  # for the way up, and for the step
        backward()
        scaler.unscale_(optimizer)
except RuntimeError as error:
    print(error)
    #> unscale_() has already been called on this optimizer since the last
    #> update().

# The fix: unscale the second gradient alone. The way up of a scaled gradient
# is as long, and has the same direction.
optimizer.zero_grad()
scaler.update()
backward()
with sam_ascent(model, rho=0.05):
    backward()
scaler.unscale_(optimizer)
print(f"{model.weight.grad.norm():.2f}")
#> 2.46
