"""A Poisson loss takes the exponential of z, which overflows at 89."""

import torch
from torch import nn
from torch.nn import functional as F

for z in (10.0, 88.0, 100.0):
    z = torch.tensor([z], requires_grad=True)
    loss = F.poisson_nll_loss(z, torch.tensor([5.0]))
    (gradient,) = torch.autograd.grad(loss, z)
    print(
        f"z = {z.item():3.0f}: loss {loss:.3g}, gradient {gradient.item():.3g}"
    )
    #> z =  10: loss 2.2e+04, gradient 2.2e+04
    #> z =  88: loss 1.65e+38, gradient 1.65e+38
    #> z = 100: loss inf, gradient inf

# How a model gets there: an input from 0 to 100, and a linear layer.
torch.manual_seed(0)
x = 100 * torch.rand(200, 1)
count = torch.poisson(torch.exp(1 + 0.02 * x))
standard = (x - x.mean()) / x.std()


def train(x: torch.Tensor, steps: int = 200) -> list[float]:
    """The last loss, from each of five starts."""
    losses = []
    for start in range(5):
        torch.manual_seed(start)
        model = nn.Linear(1, 1)
        optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
        for _ in range(steps):
            optimizer.zero_grad()
            loss = F.poisson_nll_loss(model(x), count)
            loss.backward()
            optimizer.step()
        losses.append(loss.item())
    return losses


print("5 starts:", *(f"{loss:.3g}" for loss in train(x)))
#> 5 starts: nan 4.79e+23 5.88e+11 nan 2.51e+07

# Fix: standardize the input, so that z starts near 0.
print("5 starts:", *(f"{loss:.3g}" for loss in train(standard)))
#> 5 starts: -10.1 -10.1 -10.1 -10.1 -10.1

# The loss of the rates that the counts were drawn from.
print(f"{F.poisson_nll_loss(1 + 0.02 * x, count):.3g}")
#> -10.1
