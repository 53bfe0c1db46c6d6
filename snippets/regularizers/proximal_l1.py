"""Proximal step of the L1 penalty: soft thresholding, which makes exact zeros.

    S(v, tau) = argmin_w (w - v)^2 / 2 + tau |w|
              = sign(v) max(|v| - tau, 0)

Source: Daubechies, Defrise, De Mol, An Iterative Thresholding Algorithm for
Linear Inverse Problems with a Sparsity Constraint, 2003, arXiv math/0307152.
"""

from collections.abc import Iterable

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
        ValueError: an argument has a wrong dtype or value.
    """
    if not tensor.is_floating_point():
        raise ValueError(f"tensor must be floating point, got {tensor.dtype}")
    if not 0 <= threshold < float("inf"):
        raise ValueError(
            f"threshold must be finite and at least 0, got {threshold}"
        )
    return F.softshrink(tensor, threshold)


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
            is listed twice moves once.
        threshold: learning rate times strength, finite and at least 0.

    Raises:
        TypeError: parameters is a module.
        ValueError: threshold, or a parameter's dtype, is wrong.
    """
    if isinstance(parameters, nn.Module):
        raise TypeError(
            "parameters must be tensors, as in model.parameters(), "
            f"got {type(parameters).__name__}"
        )
    if isinstance(parameters, Tensor):
        parameters = [parameters]
    parameters = list(parameters)
    # All results before any copy: so one listed twice moves once.
    results = [soft_threshold(tensor, threshold) for tensor in parameters]
    for parameter, result in zip(parameters, results, strict=True):
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
