"""Of 120 weights most are zero, and hardly an input can be left out."""

import torch
from torch import nn
from torch.nn import functional as F

from snippets.regularizers.proximal_group_lasso import proximal_group_lasso_
from snippets.regularizers.proximal_l1 import proximal_l1_

FITS = {
    "Neither": (proximal_l1_, 0.0),
    "L1": (proximal_l1_, 0.04),
    "Group lasso, weaker": (proximal_group_lasso_, 0.04, 1),
    "Group lasso": (proximal_group_lasso_, 0.06, 1),
}


def fit(step, strength: float, *dim: int) -> tuple[torch.Tensor, float]:
    """The weights of 20 inputs and 6 outputs, and the error on new samples."""
    torch.manual_seed(1)
    x = torch.randn(1060, 20, dtype=torch.float64)
    truth = torch.randn(4, 6, dtype=torch.float64)  # 4 of 20 inputs matter
    y = x[:, :4] @ truth + torch.randn(1060, 6, dtype=torch.float64)
    model, lr = nn.Linear(20, 6, dtype=torch.float64), 0.2
    optimizer = torch.optim.SGD(model.parameters(), lr)
    for _ in range(100):
        optimizer.zero_grad()
        F.mse_loss(model(x[:60]), y[:60]).backward()
        optimizer.step()
        step(model.weight, lr * strength, *dim)
    return model.weight.detach(), F.mse_loss(model(x[60:]), y[60:]).item()


if __name__ == "__main__":
    for name, options in FITS.items():
        weight, error = fit(*options)
        zero = weight == 0
        unused = zero.all(dim=0).sum()
        print(
            f"{name}: {zero.sum()} zeros, {unused} inputs unused, {error:.2f}"
        )
        #> Neither: 0 zeros, 0 inputs unused, 1.39
        #> L1: 71 zeros, 2 inputs unused, 1.17
        #> Group lasso, weaker: 48 zeros, 8 inputs unused, 1.14
        #> Group lasso: 90 zeros, 15 inputs unused, 1.18
