"""A recipe's temperature where every held-out sample is right."""

import torch
from torch.nn import functional as F

from snippets.tools.temperature_scaling import fit_temperature

logits = torch.tensor([[4.0, 0.0, 0.0], [0.0, 3.0, 0.0]])
target = torch.tensor([0, 1])
temperature = torch.tensor(1.5, requires_grad=True)
optimizer = torch.optim.LBFGS([temperature], lr=0.01, max_iter=50)


def closure() -> torch.Tensor:
    """The loss at the temperature, and its gradient."""
    optimizer.zero_grad()
    loss = F.cross_entropy(logits / temperature, target)
    loss.backward()
    return loss


optimizer.step(closure)
print(f"T below 0: {bool(temperature < 0)}")
#> T below 0: True
print("right before:", (logits.argmax(dim=1) == target).tolist())
#> right before: [True, True]
scaled = logits / temperature
print("right after: ", (scaled.argmax(dim=1) == target).tolist())
#> right after:  [False, False]
try:
    fit_temperature(logits, target)
except ValueError as error:
    print(error)
    #> every sample is right, so that the best temperature is 0; take samples of
    #> which some are wrong
