"""L1 penalty on a model's weights: it drives unneeded weights to zero.

    lambda R(w) = lambda sum_j |w_j|

The sum is over the weights alone: trainable parameters, without biases (a
parameter with the word "bias" in its name) and without those of normalization
layers (a class whose name ends in Norm, Norm1d, …) and of nn.PReLU.

Source: Tibshirani, Regression Shrinkage and Selection via the Lasso, 1996.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def l1_penalty(model: nn.Module, strength: float) -> Tensor:
    """The strength times the sum of the weights' absolute values.

    Args:
        model: its weights count, each once, however many layers share it.
        strength: lambda, finite and at least 0.

    Returns:
        A scalar on the device and of the dtype of the first weight, to add to
        the loss; 0 if the model has no weights. Where a weight is 0 it has the
        gradient 0.

    Raises:
        TypeError: model is not a module (its parameters, say).
        ValueError: strength is negative, infinite or NaN.
    """
    if not isinstance(model, nn.Module):
        raise TypeError(
            f"model must be an nn.Module, got {type(model).__name__}"
        )
    if not 0 <= strength < float("inf"):
        raise ValueError(
            f"strength must be finite and at least 0, got {strength}"
        )
    weights = _weights(model)
    like = [*weights, *model.parameters(), torch.zeros(())][0]
    # A sum in half precision would overflow beyond 65504 before it is scaled.
    wide = torch.promote_types(like.dtype, torch.float32)
    total = like.new_zeros((), dtype=wide)
    for weight in weights:
        total = total + weight.abs().sum(dtype=wide)
    return (strength * total).to(like.dtype)


def _weights(model: nn.Module) -> list[Tensor]:
    found = {}  # keyed by the parameter, so that a shared one counts once
    for module in model.modules():
        kind = type(module).__name__.rstrip("123d")
        if not kind.endswith(("Norm", "PReLU")):
            for name, parameter in module.named_parameters(recurse=False):
                if parameter.requires_grad and "bias" not in name.split("_"):
                    found[parameter] = None
    return list(found)


if __name__ == "__main__":
    model = nn.Sequential(nn.Linear(2, 1), nn.BatchNorm1d(1))
    with torch.no_grad():
        model[0].weight.copy_(torch.tensor([[3.0, -4.0]]))
    print(l1_penalty(model, 1e-3))
    #> tensor(0.0070, grad_fn=<MulBackward0>)

    x, y = torch.randn(8, 2), torch.randn(8, 1)
    loss = F.mse_loss(model(x), y) + l1_penalty(model, 1e-3)
    loss.backward()

    model.zero_grad()
    l1_penalty(model, 1e-3).backward()
    print(model[0].weight.grad)
    #> tensor([[ 0.0010, -0.0010]])
    print(model[0].bias.grad)
    #> None
