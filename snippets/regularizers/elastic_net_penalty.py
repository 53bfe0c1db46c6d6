"""Elastic net penalty: sparse weights from L1, small ones from L2.

    R(w) = lambda_1 sum_j |w_j| + lambda_2 / 2 sum_j |w_j|^2

Every parameter is a weight but those of three kinds:

- biases: the word "bias" or "biases" is in the path (`rnn.bias_ih_l0`,
  `relative_attention_bias.weight`; not `unbiased`);
- those of normalization layers and of nn.PReLU: the module's class, or a class
  that it derives from, has the word Norm or PReLU in its name (BatchNorm2d,
  LlamaRMSNorm; not NormalizedLinear);
- those that `exempt` names.

So a vector of your own, a class token and the gamma of LayerScale are weights.
So is the scale of a norm that is not called one (InplaceAbn, GRN): exempt it.

Source: Zou, Hastie, Regularization and Variable Selection via the Elastic Net,
2005, doi 10.1111/j.1467-9868.2005.00503.x. The half before the squares is ours,
so that `l2` is L2's strength.
"""

import re
from collections.abc import Collection
from numbers import Real

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def elastic_net_penalty(
    model: nn.Module, l1: float, l2: float, *, exempt: Collection[str] = ()
) -> Tensor:
    """The L1 and the L2 penalty, in one pass over the weights.

    Args:
        model: its weights count, each once, however many layers share it. An
            `nn.Parameter` that requires no gradient is frozen and does not
            count.
        l1: strength lambda_1 of the absolute values, finite, at least 0.
        l2: strength lambda_2 of the half squares, finite, at least 0.
        exempt: parameters and submodules that do not count, by a part of their
            paths, as in `("cls_token", "A_log", "blocks.0.norm")`.

    Returns:
        A scalar to add to the loss, on the model's device, in the widest dtype
        of the weights and at least float32; 0 without weights.

    Raises:
        TypeError: model is no module (its parameters, say), or is sharded by
            FullyShardedDataParallel, where no process has the sum: use
            fully_shard. Or exempt is no list of names.
        ValueError: l1 or l2 is no number, or negative, infinite or NaN; no
            path has a name of exempt.
    """
    if not isinstance(model, nn.Module):
        raise TypeError(
            f"model must be an nn.Module, got {type(model).__name__}"
        )
    if not (isinstance(l1, Real) and 0 <= l1 < float("inf")):
        raise ValueError(f"l1 must be finite and at least 0, got {l1!r}")
    if not (isinstance(l2, Real) and 0 <= l2 < float("inf")):
        raise ValueError(f"l2 must be finite and at least 0, got {l2!r}")
    weights, others = _split(model, exempt)
    parameters = weights + others
    if any(hasattr(each, "_fsdp_flattened") for each in parameters):
        raise TypeError(
            "model must be sharded by fully_shard, got FullyShardedDataParallel"
        )
    device = parameters[0].device if parameters else None
    total = torch.zeros((), dtype=torch.float32, device=device)
    for weight in weights:
        if isinstance(weight, nn.Parameter) and not weight.requires_grad:
            continue
        # Half precision is too narrow for the squares and for the sums.
        weight = weight.to(torch.promote_types(weight.dtype, torch.float32))
        parts = torch.view_as_real(weight) if weight.is_complex() else weight
        term = float(l1) * weight.abs().sum()
        term = term + float(l2) / 2 * parts.square().sum()
        if hasattr(term, "full_tensor"):  # the weight is sharded
            term = term.full_tensor()
        total = total + term
    return total


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
    model = nn.Sequential(nn.Linear(2, 1), nn.BatchNorm1d(1))
    with torch.no_grad():
        model[0].weight.copy_(torch.tensor([[3.0, -4.0]]))
    print(elastic_net_penalty(model, l1=1e-3, l2=1e-3))
    #> tensor(0.0195, grad_fn=<AddBackward0>)
    print(elastic_net_penalty(model, l1=1e-3, l2=0.0))
    #> tensor(0.0070, grad_fn=<AddBackward0>)
    print(elastic_net_penalty(model, l1=0.0, l2=1e-3))
    #> tensor(0.0125, grad_fn=<AddBackward0>)

    x, y = torch.randn(8, 2), torch.randn(8, 1)
    penalty = elastic_net_penalty(model, l1=1e-3, l2=1e-3)
    loss = F.mse_loss(model(x), y) + penalty
    loss.backward()
