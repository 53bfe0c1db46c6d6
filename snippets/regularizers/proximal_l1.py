"""Proximal step of the L1 penalty: soft thresholding, which makes exact zeros.

    S(v, tau) = argmin_w ((w - v)^2 / 2 + tau |w|)
              = sign(v) max(|v| - tau, 0)

Source: Daubechies, Defrise, De Mol, An Iterative Thresholding Algorithm for
Linear Inverse Problems with a Sparsity Constraint, 2003, arXiv math/0307152.
"""

from collections.abc import Iterable
from numbers import Real

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def soft_threshold(tensor: Tensor, threshold: float) -> Tensor:
    """Move each entry towards 0 by the threshold, and stop at 0.

    Args:
        tensor: floating point, any shape.
        threshold: tau, finite and at least 0.

    Returns:
        The shape and dtype of tensor. Its gradient is 1 where the result is not
        0, and 0 where it is, on the threshold too. A negative entry that
        becomes 0 keeps its sign: -0.0, which equals 0.

    Raises:
        TypeError: tensor is no tensor, or not of floating point.
        ValueError: threshold is no number, or negative, infinite or NaN.
    """
    if not (isinstance(tensor, Tensor) and tensor.is_floating_point()):
        kind = getattr(tensor, "dtype", type(tensor).__name__)
        raise TypeError(f"tensor must be of floating point, got {kind}")
    if not (isinstance(threshold, Real) and 0 <= threshold < float("inf")):
        raise ValueError(
            f"threshold must be finite and at least 0, got {threshold!r}"
        )
    return F.softshrink(tensor, float(threshold))


@torch.no_grad()
def proximal_l1_(
    parameters: Tensor | Iterable[Tensor], threshold: float
) -> None:
    """Soft-threshold parameters in place, after the optimizer's step.

    With plain SGD and the threshold lr * strength, step and threshold together
    minimize loss + strength * (sum of absolute values). Do not add the L1
    penalty to the loss as well.

    Args:
        parameters: the weights to make sparse, a tensor or several; one that
            is listed twice moves once, a frozen `nn.Parameter` not at all.
        threshold: learning rate times strength, finite and at least 0.

    Raises:
        TypeError: parameters are no tensors (a module, the pairs of
            named_parameters), or not of floating point.
        ValueError: threshold is no number, or negative, infinite or NaN.
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
            moved[each] = soft_threshold(each, threshold)
    for parameter, result in moved.items():
        parameter.copy_(result)


if __name__ == "__main__":
    v = torch.tensor([-2.0, -0.3, 0.0, 0.5, 1.5], requires_grad=True)
    shrunk = soft_threshold(v, 0.5)
    print(shrunk.detach())
    #> tensor([-1.5000, -0.0000,  0.0000,  0.0000,  1.0000])
    print(torch.autograd.grad(shrunk.sum(), v)[0])
    #> tensor([1., 0., 0., 0., 1.])

    torch.manual_seed(0)
    model, lr, strength = nn.Linear(8, 1), 0.1, 0.5
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    x = torch.randn(100, 8)
    y = 3 * x[:, :1]
    for _ in range(100):
        optimizer.zero_grad()
        F.mse_loss(model(x), y).backward()
        optimizer.step()
        proximal_l1_([model.weight], lr * strength)
    kept = model.weight[model.weight != 0]
    print(kept.detach(), "of", model.weight.numel())
    #> tensor([2.6992]) of 8
