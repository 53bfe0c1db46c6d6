"""Half the squared error: its derivative is the error itself.

    l(x, y) = (x - y)^2 / 2

Source: Gauss, Theoria combinationis observationum, 1823.
"""

import torch
from torch import Tensor, nn


def half_square_loss(
    input: Tensor, target: Tensor, *, reduction: str = "mean"
) -> Tensor:
    """Half the square of the error.

    Half precision is computed, and the loss returned, in float32. The mean of
    an empty batch is 0.

    Args:
        input: predictions, floating point, any shape.
        target: floating point, the shape of `input`; values are not checked.
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
    loss = (input.to(dtype) - target.to(dtype)).square() / 2
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


class HalfSquareLoss(nn.Module):
    """`half_square_loss` as a module; see there."""

    def __init__(self, *, reduction: str = "mean") -> None:
        super().__init__()
        self.reduction = reduction

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        return half_square_loss(input, target, reduction=self.reduction)

    def extra_repr(self) -> str:
        return f"reduction={self.reduction!r}"


if __name__ == "__main__":
    input, target = torch.tensor([3.0, 1.0]), torch.tensor([0.0, 1.0])
    loss = half_square_loss(input, target)
    print(half_square_loss(input, target, reduction="none"))
    #> tensor([4.5000, 0.0000])
