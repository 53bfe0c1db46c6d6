"""L2 penalty on a model's weights: it keeps all of them small.

    lambda R(w) = lambda / 2 sum_j w_j^2

The sum is over the weights alone: trainable parameters, without biases (a
parameter with the word "bias" in its name) and without those of normalization
layers (a class whose name ends in Norm, Norm1d, …) and of nn.PReLU.

Source: Hoerl, Kennard, Ridge Regression: Biased Estimation for Nonorthogonal
Problems, 1970.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def l2_penalty(model: nn.Module, strength: float) -> Tensor:
    """Half the strength times the sum of the weights' squares.

    Args:
        model: its weights count, each once, however many layers share it.
        strength: lambda, finite and at least 0.

    Returns:
        A scalar on the device and of the dtype of the first weight, to add to
        the loss; 0 if the model has no weights. Its gradient by a weight w is
        strength * w.

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
    # In half precision a square overflows from 256, and vanishes below 2e-4.
    wide = torch.promote_types(like.dtype, torch.float32)
    total = like.new_zeros((), dtype=wide)
    for weight in weights:
        total = total + weight.to(wide).square().sum()
    return (strength / 2 * total).to(like.dtype)


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
    print(l2_penalty(model, 1e-3))
    #> tensor(0.0125, grad_fn=<MulBackward0>)

    x, y = torch.randn(8, 2), torch.randn(8, 1)
    loss = F.mse_loss(model(x), y) + l2_penalty(model, 1e-3)
    loss.backward()

    model.zero_grad()
    l2_penalty(model, 1e-3).backward()
    print(model[0].weight.grad)
    #> tensor([[ 0.0030, -0.0040]])
    print(model[0].bias.grad)
    #> None
