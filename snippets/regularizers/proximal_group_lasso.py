"""Proximal step of the group lasso: whole groups of weights become exactly 0.

    S(v, tau)_j = max(1 - tau sqrt(n) / ||v||, 0) v_j

Here v is one group: the n weights of a filter, of a unit or of an input. Of all
vectors w, S(v, tau) has the least half squared distance from v plus tau times
the penalty, which is the norm of w times the root of n.

Source: Yuan, Lin, Model selection and estimation in regression with grouped
variables, 2006, doi 10.1111/j.1467-9868.2005.00532.x; Wen, Wu, Wang, Chen, Li,
Learning Structured Sparsity in Deep Neural Networks, 2016, arXiv 1608.03665,
with filters, channels and layers as groups.
"""

import math
from collections.abc import Iterable
from numbers import Integral, Real

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def group_soft_threshold(
    tensor: Tensor, threshold: float, dim: int = 0
) -> Tensor:
    """Move each group straight towards 0, and stop there.

    Args:
        tensor: floating point, any shape. A single number is one group.
        threshold: tau, finite and at least 0.
        dim: the dimension along which the groups lie: what has one index of it
            is one group. In the weight of a layer, 0 makes a group of each unit
            or filter, 1 of each input or input channel.

    Returns:
        The shape and dtype of tensor. Where a group becomes 0, so does its
        gradient. A group with an entry that is NaN or infinite becomes NaN.

    Raises:
        TypeError: tensor is no tensor, or not of floating point.
        ValueError: threshold is no number, or negative, infinite or NaN; tensor
            has no such dimension.
    """
    if not (isinstance(tensor, Tensor) and tensor.is_floating_point()):
        kind = getattr(tensor, "dtype", type(tensor).__name__)
        raise TypeError(f"tensor must be of floating point, got {kind}")
    if not (isinstance(threshold, Real) and 0 <= threshold < float("inf")):
        raise ValueError(
            f"threshold must be finite and at least 0, got {threshold!r}"
        )
    dims = max(tensor.dim(), 1)
    if not (isinstance(dim, Integral) and -dims <= dim < dims):
        raise ValueError(
            f"dim must be a dimension of the shape {tuple(tensor.shape)}, "
            f"got {dim!r}"
        )
    # In half precision a square overflows from 256, vanishes below 2e-4.
    wide = tensor.to(torch.promote_types(tensor.dtype, torch.float32))
    # One more dimension, so that in a vector each entry is a group.
    wide = torch.atleast_1d(wide).unsqueeze(-1)
    within = [each for each in range(dims + 1) if each != dim % dims]
    norm = torch.linalg.vector_norm(wide, dim=within, keepdim=True)
    size = math.prod([wide.shape[each] for each in within])
    cut = float(threshold) * math.sqrt(size)
    zero = norm <= cut
    # 1 for the norm of what becomes 0: the gradient of 0 / 0 would be NaN.
    norm = norm.where(~zero, 1)
    shrunk = (wide * ((norm - cut) / norm)).where(~zero, 0)
    return shrunk.reshape(tensor.shape).to(tensor.dtype)


@torch.no_grad()
def proximal_group_lasso_(
    parameters: Tensor | Iterable[Tensor], threshold: float, dim: int = 0
) -> None:
    """Threshold the groups of parameters in place, after the optimizer's step.

    With plain SGD and the threshold lr * strength, step and threshold together
    minimize loss + strength * (sum over groups of sqrt(n) ||w||). Do not add
    the penalty to the loss as well.

    Args:
        parameters: the weights to make sparse, a tensor or several; one that
            is listed twice moves once, a frozen `nn.Parameter` not at all.
        threshold: learning rate times strength, finite and at least 0.
        dim: the dimension along which the groups lie, as above: 0 for units
            and filters, 1 for inputs. In `nn.ConvTranspose2d` it is 1 for
            filters and 0 for inputs.

    Raises:
        TypeError: parameters are no tensors (a module, the pairs of
            named_parameters), or not of floating point.
        ValueError: threshold is no number, or negative, infinite or NaN; a
            parameter has no such dimension.
    """
    if isinstance(parameters, Tensor) or not isinstance(parameters, Iterable):
        parameters = [parameters]
    moved = {}  # keyed by the tensor, so that one listed twice moves once
    for each in parameters:
        if not (isinstance(each, Tensor) and each.is_floating_point()):
            kind = getattr(each, "dtype", type(each).__name__)
            raise TypeError(
                "parameters must be tensors of floating point, as in "
                f"model.parameters(), got {kind}"
            )
        if each.requires_grad or not isinstance(each, nn.Parameter):
            moved[each] = group_soft_threshold(each, threshold, dim)
    for parameter, result in moved.items():
        parameter.copy_(result)


if __name__ == "__main__":
    v = torch.tensor([[3.0, 4.0], [0.0, 0.0], [1.0, -2.0], [0.6, 0.8]])
    v.requires_grad_()
    shrunk = group_soft_threshold(v, 2**-0.5)  # each norm less 1
    print(shrunk.detach())
    #> tensor([[ 2.4000,  3.2000],
    #>         [ 0.0000,  0.0000],
    #>         [ 0.5528, -1.1056],
    #>         [ 0.0000,  0.0000]])
    print(torch.autograd.grad(shrunk.sum(), v)[0])
    #> tensor([[0.9680, 1.0240],
    #>         [0.0000, 0.0000],
    #>         [0.4633, 0.7317],
    #>         [0.0000, 0.0000]])

    torch.manual_seed(0)
    model, lr, strength = nn.Linear(8, 3), 0.1, 0.5
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    x = torch.randn(100, 8)
    y = x[:, :1] * torch.tensor([3.0, -2.0, 1.0])
    for _ in range(100):
        optimizer.zero_grad()
        F.mse_loss(model(x), y).backward()
        optimizer.step()
        proximal_group_lasso_([model.weight], lr * strength, dim=1)
    kept = model.weight.detach().any(dim=0)
    print(kept.nonzero().flatten(), "of", model.weight.shape[1], "inputs")
    #> tensor([0]) of 8 inputs
