"""Elastic net penalty: sparse weights from L1, small ones from L2.

    R(w) = lambda_1 sum_j |w_j| + lambda_2 / 2 sum_j w_j^2

The sum is over the weights alone: trainable parameters, without biases (a
parameter with the word "bias" in its name) and without those of normalization
layers (a class whose name ends in Norm, Norm1d, …) and of nn.PReLU.

Source: Zou, Hastie, Regularization and Variable Selection via the Elastic Net,
2005; the half before the squares is ours, so that l2 is L2's strength.
"""

import torch
from torch import Tensor, nn


def elastic_net_penalty(model: nn.Module, l1: float, l2: float) -> Tensor:
    """The L1 and the L2 penalty, in one pass over the weights.

    Args:
        model: its weights count, each once, however many layers share it.
        l1: strength lambda_1 of the absolute values, finite, at least 0.
        l2: strength lambda_2 of the half squares, finite, at least 0.

    Returns:
        A scalar on the device and of the dtype of the first weight, to add to
        the loss; 0 if the model has no weights.

    Raises:
        TypeError: model is not a module (its parameters, say).
        ValueError: l1 or l2 is negative, infinite or NaN.
    """
    if not isinstance(model, nn.Module):
        raise TypeError(
            f"model must be an nn.Module, got {type(model).__name__}"
        )
    if not 0 <= l1 < float("inf"):
        raise ValueError(f"l1 must be finite and at least 0, got {l1}")
    if not 0 <= l2 < float("inf"):
        raise ValueError(f"l2 must be finite and at least 0, got {l2}")
    weights = _weights(model)
    like = [*weights, *model.parameters(), torch.zeros(())][0]
    # Half precision is too narrow for the squares and for the sums.
    wide = torch.promote_types(like.dtype, torch.float32)
    total = like.new_zeros((), dtype=wide)
    for weight in weights:
        values = weight.to(wide)
        total = total + l1 * values.abs().sum()
        total = total + l2 / 2 * values.square().sum()
    return total.to(like.dtype)


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
    print(elastic_net_penalty(model, l1=1e-3, l2=1e-3))
    #> tensor(0.0195, grad_fn=<AddBackward0>)
    print(elastic_net_penalty(model, l1=1e-3, l2=0.0))
    #> tensor(0.0070, grad_fn=<AddBackward0>)
    print(elastic_net_penalty(model, l1=0.0, l2=1e-3))
    #> tensor(0.0125, grad_fn=<AddBackward0>)
