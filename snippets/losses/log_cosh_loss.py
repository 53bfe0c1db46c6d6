"""Log-cosh loss for regression: a parabola near 0, a straight line far off.

With the error e = input - target:

    l(e) = log cosh e
         = log(1 + 2 sinh(e / 2)^2)
         = |e| + log(1 + exp(-2 |e|)) - log 2

Source: Saleh, Saleh, Statistical Properties of the log-cosh Loss Function Used
in Machine Learning, 2022, arXiv 2208.04564.
"""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def log_cosh_loss(
    input: Tensor, target: Tensor, *, reduction: str = "mean"
) -> Tensor:
    """Regression loss whose gradient, tanh(e), never exceeds 1 in size.

    Half precision is computed, and the loss returned, in float32. The mean of
    an empty batch is 0.

    Args:
        input: predictions, floating point, any shape, in the target's unit.
        target: floating point, the shape of `input`; its values are not
            checked.
        reduction: `"none"` (the shape of `input`), `"mean"` or `"sum"`.

    Raises:
        ValueError: an argument has a wrong type, shape, dtype or value.
    """
    for name, tensor in (("input", input), ("target", target)):
        if not (isinstance(tensor, Tensor) and tensor.is_floating_point()):
            raise ValueError(
                f"{name} must be a floating-point tensor, got {_got(tensor)}"
            )
    if target.shape != input.shape:
        raise ValueError(
            "target must have the shape of input, "
            f"{tuple(input.shape)}, got {tuple(target.shape)}"
        )
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(
            f"reduction must be 'none', 'mean' or 'sum', got {reduction!r}"
        )

    dtype = torch.promote_types(input.dtype, torch.float32)
    error = input.to(dtype) - target.to(dtype)
    size = error.abs()
    # cosh overflows far from 0, where |e| can leave the logarithm; near 0 that
    # form subtracts nearly equal numbers, and the one with sinh does not. The
    # clamp keeps the branch that `where` drops finite: no nan in its gradient.
    near = torch.log1p(2 * torch.sinh(error.clamp(-1, 1) / 2).square())
    far = size + F.softplus(-2 * size) - math.log(2)
    loss = torch.where(size < 1, near, far)
    if reduction == "none":
        return loss
    # The mean of an empty batch is 0, as its sum is.
    averaged = reduction == "mean" and loss.numel() > 0
    return loss.mean() if averaged else loss.sum()


def _got(value: object) -> str:
    """What came, for a message."""
    if isinstance(value, Tensor):
        return f"{value.dtype} of shape {tuple(value.shape)}"
    return repr(value)


class LogCoshLoss(nn.Module):
    """`log_cosh_loss` as a module; see there."""

    def __init__(self, *, reduction: str = "mean") -> None:
        super().__init__()
        self.reduction = reduction

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        return log_cosh_loss(input, target, reduction=self.reduction)

    def extra_repr(self) -> str:
        return f"reduction={self.reduction!r}"


if __name__ == "__main__":
    input = torch.tensor([0.01, 1.0, -100.0], requires_grad=True)
    target = torch.zeros(3)
    each = log_cosh_loss(input, target, reduction="none")
    print([f"{value:.5f}" for value in each.tolist()])
    #> ['0.00005', '0.43378', '99.30685']
    loss = log_cosh_loss(input, target)
    print(loss.detach(), LogCoshLoss()(input, target).detach())
    #> tensor(33.2469) tensor(33.2469)
    loss.backward()
    print(3 * input.grad, torch.tanh(input.detach()))
    #> tensor([ 0.0100,  0.7616, -1.0000]) tensor([ 0.0100,  0.7616, -1.0000])
