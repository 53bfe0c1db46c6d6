"""Parameter groups for any optimizer: weights decay, all else does not.

    w_{t+1} = (1 - eta lambda) w_t - eta dL/dw_t    for a weight, under SGD
    w_{t+1} = w_t - eta dL/dw_t                     for all else

Weights are parameters that are no biases (the word "bias" is in a bias's name)
and not of a normalization layer (its class's name ends in Norm, Norm1d, …) or
of nn.PReLU.

Source: Hanson, Pratt, Comparing Biases for Minimal Network Construction with
Back-Propagation, 1988; Loshchilov, Hutter, Decoupled Weight Decay
Regularization, 2017, arXiv 1711.05101, equation 1.
"""

import torch
from torch import nn


def weight_decay_groups(model: nn.Module, weight_decay: float) -> list[dict]:
    """The model's parameters in two groups, the weights first.

    Each parameter is in one group, once, however many layers share it; a shared
    one is a weight if any layer uses it as one. Frozen parameters are there
    too: an optimizer passes over them until you unfreeze them.

    Args:
        model: the module to train.
        weight_decay: lambda, finite and at least 0, for the first group; the
            second has 0.

    Returns:
        `[{"params": …, "weight_decay": weight_decay}, {"params": …,
        "weight_decay": 0.0}]`; a group may be empty.

    Raises:
        TypeError: model is not a module (its parameters, say).
        ValueError: weight_decay is negative, infinite or NaN.
    """
    if not isinstance(model, nn.Module):
        raise TypeError(
            f"model must be an nn.Module, got {type(model).__name__}"
        )
    if not 0 <= weight_decay < float("inf"):
        raise ValueError(
            f"weight_decay must be finite and at least 0, got {weight_decay}"
        )
    found = {}  # keyed by the parameter, so that a shared one counts once
    for module in model.modules():
        kind = type(module).__name__.rstrip("123d")
        if not kind.endswith(("Norm", "PReLU")):
            for name, parameter in module.named_parameters(recurse=False):
                if "bias" not in name.split("_"):
                    found[parameter] = None
    others = [p for p in model.parameters() if p not in found]
    return [
        {"params": list(found), "weight_decay": weight_decay},
        {"params": others, "weight_decay": 0.0},
    ]


if __name__ == "__main__":
    model = nn.Sequential(
        nn.Linear(2, 4), nn.BatchNorm1d(4), nn.ReLU(), nn.Linear(4, 1)
    )
    optimizer = torch.optim.SGD(
        weight_decay_groups(model, 1e-5), lr=1e-2, momentum=0.9
    )
    for group in optimizer.param_groups:
        shapes = [tuple(parameter.shape) for parameter in group["params"]]
        print(group["weight_decay"], shapes)
        #> 1e-05 [(4, 2), (1, 4)]
        #> 0.0 [(4,), (4,), (4,), (1,)]

    optimizer = torch.optim.AdamW(weight_decay_groups(model, 1e-2), lr=1e-3)
    print([group["weight_decay"] for group in optimizer.param_groups])
    #> [0.01, 0.0]
