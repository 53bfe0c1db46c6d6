"""Fifty steps of a widespread recipe, and where the loss is least."""

import torch
from torch.nn import functional as F

from snippets.tools.temperature_scaling import fit_temperature

logits = torch.tensor(
    [[4.0, 0.0, 0.0], [0.0, 3.0, 0.0], [5.0, 0.0, 1.0], [0.0, 0.0, 2.0]]
)
target = torch.tensor([0, 1, 2, 2])


def recipe(learning_rate: float, **options: str) -> float:
    """The temperature that L-BFGS has after 50 steps from 1.5 on."""
    temperature = torch.tensor(1.5, requires_grad=True)
    optimizer = torch.optim.LBFGS(
        [temperature], learning_rate, max_iter=50, **options
    )

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        loss = F.cross_entropy(logits / temperature, target)
        loss.backward()
        return loss

    optimizer.step(closure)
    return temperature.item()


def loss(temperature: float) -> torch.Tensor:
    """Cross-entropy over a temperature."""
    return F.cross_entropy(logits / temperature, target)


for learning_rate in (0.01, 0.1):
    t = recipe(learning_rate)
    print(f"learning rate {learning_rate}: T = {t:.3f}, loss {loss(t):.3f}")
    #> learning rate 0.01: T = 1.671, loss 0.863
    #> learning rate 0.1: T = 2.289, loss 0.834
t = recipe(1.0, line_search_fn="strong_wolfe")
print(f"with a line search: T = {t:.3f}, loss {loss(t):.3f}")
#> with a line search: T = 2.304, loss 0.834
t = fit_temperature(logits, target)
print(f"fit_temperature: T = {t:.3f}, loss {loss(t):.3f}")
#> fit_temperature: T = 2.304, loss 0.834
