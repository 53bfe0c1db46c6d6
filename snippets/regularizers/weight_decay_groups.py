"""Parameter groups for any optimizer: weights decay, all else does not.

    w_{t+1} = (1 - eta lambda) w_t - eta dL/dw_t    for a weight, under SGD
    w_{t+1} = w_t - eta dL/dw_t                     for all else

Every parameter is a weight but those of three kinds:

- biases: the word "bias" or "biases" is in the path (`rnn.bias_ih_l0`,
  `relative_attention_bias.weight`; not `unbiased`);
- those of normalization layers and of nn.PReLU: the module's class, or a class
  that it derives from, has the word Norm or PReLU in its name (BatchNorm2d,
  LlamaRMSNorm; not NormalizedLinear);
- those that `exempt` names.

So a vector of your own, a class token and the gamma of LayerScale are weights.
So is the scale of a norm that is not called one (InplaceAbn, GRN): exempt it.

Source: Hanson, Pratt, Comparing Biases for Minimal Network Construction with
Back-Propagation, 1988; Loshchilov, Hutter, Decoupled Weight Decay
Regularization, 2017, arXiv 1711.05101, equation 1.
"""

import re
from collections.abc import Collection
from numbers import Real

import torch
from torch import Tensor, nn


def weight_decay_groups(
    model: nn.Module, weight_decay: float, *, exempt: Collection[str] = ()
) -> list[dict]:
    """The model's parameters in two groups, the weights first.

    Each parameter is in one group, once, however many layers share it; a shared
    one is a weight if any layer uses it as one. Frozen parameters are there
    too: an optimizer passes over them until you unfreeze them.

    Args:
        model: the module to train.
        weight_decay: lambda, finite and at least 0, for the first group; the
            second has 0.
        exempt: parameters and submodules that do not decay, by a part of their
            paths, as in `("cls_token", "A_log", "blocks.0.norm")`.

    Returns:
        `[{"params": …, "weight_decay": weight_decay}, {"params": …,
        "weight_decay": 0.0}]`; a group may be empty.

    Raises:
        TypeError: model is no module (its parameters, say), or has flat ones of
            FullyShardedDataParallel: give that use_orig_params=True. Or exempt
            is no list of names.
        ValueError: weight_decay is no number, or negative, infinite or NaN; no
            path has a name of exempt.
    """
    if not isinstance(model, nn.Module):
        raise TypeError(
            f"model must be an nn.Module, got {type(model).__name__}"
        )
    if not (
        isinstance(weight_decay, Real) and 0 <= weight_decay < float("inf")
    ):
        raise ValueError(
            f"weight_decay must be finite and at least 0, got {weight_decay!r}"
        )
    weights, others = _split(model, exempt)
    if any(hasattr(each, "_is_flat_param") for each in (*weights, *others)):
        raise TypeError(
            "model must have its own parameters, got flat ones: give "
            "FullyShardedDataParallel use_orig_params=True"
        )
    return [
        {"params": weights, "weight_decay": float(weight_decay)},
        {"params": others, "weight_decay": 0.0},
    ]


_BIAS = re.compile(r"[._]bias(es)?[._]")
_NORM = re.compile(r"[Nn]orm(?![a-z])|PReLU")


def _split(
    model: nn.Module, exempt: Collection[str]
) -> tuple[list[Tensor], list[Tensor]]:
    """The weights, and all other parameters, each once; frozen ones too."""
    if isinstance(exempt, str) or not isinstance(exempt, Collection):
        raise TypeError(f"exempt must be a list of names, got {exempt!r}")
    named, weights = [], {}
    for prefix, module in model.named_modules(prefix="model"):
        kinds = " ".join([kind.__name__ for kind in type(module).__mro__])
        for name, parameter in module._parameters.items():
            if parameter is not None:
                named.append((path := f"{prefix}.{name}.", parameter))
                if not (_BIAS.search(path) or _NORM.search(kinds)):
                    weights[parameter] = None
    for each in exempt:
        found = [p for path, p in named if f".{each}." in path]
        if not found:
            raise ValueError(
                f"exempt must name parameters or submodules, got {each!r}"
            )
        for parameter in found:
            weights.pop(parameter, None)
    others = dict.fromkeys([p for _, p in named if p not in weights])
    return list(weights), list(others)


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
