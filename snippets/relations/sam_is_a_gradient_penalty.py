"""Of a linear model's squared error, SAM penalizes the gradient's norm."""

import torch
from torch import nn
from torch.nn import functional as F
from torch.nn.utils import parameters_to_vector

from snippets.tools.sam import sam_ascent

torch.manual_seed(0)
torch.set_default_dtype(torch.float64)
x, y = torch.randn(16, 3), torch.randn(16, 1)


def gradients(model, rho):
    """The gradient by SAM, and that of the loss and rho times a norm."""
    weights = list(model.parameters())
    F.mse_loss(model(x), y).backward()
    with sam_ascent(model, rho=rho):
        F.mse_loss(model(x), y).backward()
    sam = [w.grad for w in weights]

    loss = F.mse_loss(model(x), y)
    slopes = torch.autograd.grad(loss, weights, create_graph=True)
    penalty = rho * parameters_to_vector(slopes).norm()
    penalized = torch.autograd.grad(loss + penalty, weights)
    return map(parameters_to_vector, (sam, penalized))


linear = nn.Linear(3, 1)
network = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 1))
for name, model in (("linear", linear), ("network", network)):
    sam, penalized = gradients(model, rho=0.05)
    apart = (sam - penalized).norm() / penalized.norm()
    print(f"{name}: {apart:.4f} apart")
    #> linear: 0.0000 apart
    #> network: 0.0055 apart
