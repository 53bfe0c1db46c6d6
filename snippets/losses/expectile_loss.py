"""Expectile loss: squared error that weighs too low and too high unlike.

With the error e = input - target and the level tau of the expectile:

    l(e) = (1 - tau) max(0, e)^2 + tau max(0, -e)^2

Source: Newey, Powell, Asymmetric Least Squares Estimation and Testing, 1987,
doi 10.2307/1911031.
"""

from numbers import Real

import torch
from torch import Tensor, nn


def expectile_loss(
    input: Tensor,
    target: Tensor,
    *,
    expectile: float | Tensor,
    reduction: str = "mean",
) -> Tensor:
    """Regression loss whose best constant is an expectile of the targets.

    Half precision is computed, and the loss returned, in float32. The mean of
    an empty batch is 0.

    Args:
        input: predictions, floating point, any shape, in the target's unit.
        target: floating point, the shape of `input`; its values are not
            checked. For several expectiles expand it to that shape.
        expectile: level, in (0, 1): the share of all distances to the
            prediction that is to come from targets below it. A tensor that
            broadcasts to `input` has one for each column, say; its values are
            not checked.
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
    if not (
        (isinstance(expectile, Real) and 0 < expectile < 1)
        or (isinstance(expectile, Tensor) and _broadcasts(expectile, input))
    ):
        raise ValueError(
            "expectile must be a number in (0, 1) or a tensor that broadcasts "
            f"to {tuple(input.shape)}, got {_got(expectile)}"
        )
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(
            f"reduction must be 'none', 'mean' or 'sum', got {reduction!r}"
        )

    dtype = torch.promote_types(input.dtype, torch.float32)
    error = input.to(dtype) - target.to(dtype)
    if isinstance(expectile, Tensor):
        expectile = expectile.to(dtype)
    above, below = error.clamp(min=0), error.clamp(max=0)
    loss = (1 - expectile) * above.square() + expectile * below.square()
    if reduction == "none":
        return loss
    # The mean of an empty batch is 0, as its sum is.
    averaged = reduction == "mean" and loss.numel() > 0
    return loss.mean() if averaged else loss.sum()


def _broadcasts(tensor: Tensor, other: Tensor) -> bool:
    """Whether tensor can be expanded to the shape of other."""
    missing = other.dim() - tensor.dim()
    return missing >= 0 and all(
        mine in (1, size)
        for mine, size in zip(tensor.shape, other.shape[missing:], strict=True)
    )


def _got(value: object) -> str:
    """What came, for a message."""
    if isinstance(value, Tensor):
        return f"{value.dtype} of shape {tuple(value.shape)}"
    return repr(value)


class ExpectileLoss(nn.Module):
    """`expectile_loss` as a module; a tensor of levels is a buffer."""

    def __init__(
        self, *, expectile: float | Tensor, reduction: str = "mean"
    ) -> None:
        super().__init__()
        self.reduction = reduction
        if isinstance(expectile, Tensor):
            self.register_buffer("expectile", expectile)
        else:
            self.expectile = expectile

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        return expectile_loss(
            input, target, expectile=self.expectile, reduction=self.reduction
        )

    def extra_repr(self) -> str:
        return f"expectile={self.expectile}, reduction={self.reduction!r}"


if __name__ == "__main__":
    # Too low by 2, right, and too high by 2.
    prediction = torch.tensor([1.0, 3.0, 5.0])
    target = torch.tensor([3.0, 3.0, 3.0])
    print(expectile_loss(prediction, target, expectile=0.9, reduction="none"))
    #> tensor([3.6000, 0.0000, 0.4000])
    loss = expectile_loss(prediction, target, expectile=0.9)
    print(loss)
    #> tensor(1.3333)
    # Three expectiles of each sample, in columns.
    levels = torch.tensor([0.1, 0.5, 0.9])
    columns = torch.tensor([[1.0, 3.0, 5.0], [2.0, 3.0, 3.5]])
    target = torch.tensor([[3.0], [4.0]]).expand(2, 3)
    loss = expectile_loss(columns, target, expectile=levels)
    print(loss)
    #> tensor(0.3208)
    # At a level of one half it is half the squared error.
    print(
        expectile_loss(columns, target, expectile=0.5),
        nn.functional.mse_loss(columns, target) / 2,
    )
    #> tensor(1.1042) tensor(1.1042)
