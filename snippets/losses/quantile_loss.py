"""Quantile loss, or pinball loss: too low costs more than too high, or less.

With the error e = input - target and the level tau of the quantile:

    l(e) = max((1 - tau) e, -tau e)

Source: Koenker, Bassett, Regression Quantiles, 1978, doi 10.2307/1913643.
"""

from numbers import Real

import torch
from torch import Tensor, nn


def quantile_loss(
    input: Tensor,
    target: Tensor,
    *,
    quantile: float | Tensor,
    reduction: str = "mean",
) -> Tensor:
    """Regression loss whose best constant is a quantile of the targets.

    Half precision is computed, and the loss returned, in float32. The mean of
    an empty batch is 0.

    Args:
        input: predictions, floating point, any shape, in the target's unit.
        target: floating point, the shape of `input`; its values are not
            checked. For several quantiles expand it to that shape.
        quantile: level, in (0, 1): the share of targets that are to lie below
            the prediction. A tensor that broadcasts to `input` has one for each
            column, say; its values are not checked.
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
        (isinstance(quantile, Real) and 0 < quantile < 1)
        or (isinstance(quantile, Tensor) and _broadcasts(quantile, input))
    ):
        raise ValueError(
            "quantile must be a number in (0, 1) or a tensor that broadcasts "
            f"to {tuple(input.shape)}, got {_got(quantile)}"
        )
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(
            f"reduction must be 'none', 'mean' or 'sum', got {reduction!r}"
        )

    dtype = torch.promote_types(input.dtype, torch.float32)
    error = input.to(dtype) - target.to(dtype)
    if isinstance(quantile, Tensor):
        quantile = quantile.to(dtype)
    # At an error of 0 the gradient is the mean of both sides, 1/2 - quantile.
    loss = torch.maximum((1 - quantile) * error, -quantile * error)
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


class QuantileLoss(nn.Module):
    """`quantile_loss` as a module; a tensor of levels is a buffer."""

    def __init__(
        self, *, quantile: float | Tensor, reduction: str = "mean"
    ) -> None:
        super().__init__()
        self.reduction = reduction
        if isinstance(quantile, Tensor):
            self.register_buffer("quantile", quantile)
        else:
            self.quantile = quantile

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        return quantile_loss(
            input, target, quantile=self.quantile, reduction=self.reduction
        )

    def extra_repr(self) -> str:
        return f"quantile={self.quantile}, reduction={self.reduction!r}"


if __name__ == "__main__":
    # Too low by 2, right, and too high by 2.
    prediction = torch.tensor([1.0, 3.0, 5.0])
    target = torch.tensor([3.0, 3.0, 3.0])
    print(quantile_loss(prediction, target, quantile=0.9, reduction="none"))
    #> tensor([1.8000, 0.0000, 0.2000])
    loss = quantile_loss(prediction, target, quantile=0.9)
    print(loss)
    #> tensor(0.6667)
    # Three quantiles of each sample, in columns.
    levels = torch.tensor([0.1, 0.5, 0.9])
    columns = torch.tensor([[1.0, 3.0, 5.0], [2.0, 3.0, 3.5]])
    target = torch.tensor([[3.0], [4.0]]).expand(2, 3)
    loss = quantile_loss(columns, target, quantile=levels)
    print(loss)
    #> tensor(0.2583)
    # At a level of one half it is half the absolute error.
    print(
        quantile_loss(columns, target, quantile=0.5),
        nn.functional.l1_loss(columns, target) / 2,
    )
    #> tensor(0.6250) tensor(0.6250)
