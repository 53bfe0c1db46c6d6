"""CRPS of a Gaussian: how far a predicted distribution is from what occurred.

With z = (target - mean) / std, and Phi and phi the distribution function and
the density of the standard normal:

    l = std (z (2 Phi(z) - 1) + 2 phi(z) - pi^(-1/2))

Source: Gneiting, Raftery, Strictly Proper Scoring Rules, Prediction, and
Estimation, 2007, doi 10.1198/016214506000001437.
"""

import math

import torch
from torch import Tensor, nn


def gaussian_crps_loss(
    mean: Tensor, std: Tensor, target: Tensor, *, reduction: str = "mean"
) -> Tensor:
    """Absolute error of a distribution, in the target's unit.

    Half precision is computed, and the loss returned, in float32. The mean of
    an empty batch is 0. In the gradient by `std` terms of unlike sign cancel:
    its error is relative to the terms, not to what is left of them.

    Args:
        mean: of the prediction, floating point, any shape.
        std: its standard deviation, floating point, the shape of `mean`, above
            0: apply softplus or exp to an output first.
        target: floating point, the shape of `mean`; values are not checked, nor
            are those of `std`.
        reduction: `"none"` (the shape of `mean`), `"mean"` or `"sum"`.

    Raises:
        ValueError: an argument has a wrong type, shape, dtype or value.
    """
    for name, tensor in (("mean", mean), ("std", std), ("target", target)):
        if not (isinstance(tensor, Tensor) and tensor.is_floating_point()):
            raise ValueError(
                f"{name} must be a floating-point tensor, got {_got(tensor)}"
            )
    if not mean.shape == std.shape == target.shape:
        raise ValueError(
            "mean, std and target must have one shape, got "
            f"{tuple(mean.shape)}, {tuple(std.shape)}, {tuple(target.shape)}"
        )
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(
            f"reduction must be 'none', 'mean' or 'sum', got {reduction!r}"
        )

    dtype = torch.promote_types(mean.dtype, torch.float32)
    scale = std.to(dtype)
    error = target.to(dtype) - mean.to(dtype)
    # Beyond 40 the density is 0 and erf is 1, in float64 too; and what would
    # overflow has no gradient. std z is the error, which stays exact.
    z = (error / scale).clamp(-40, 40)
    twice_density = math.sqrt(2 / math.pi) * torch.exp(-z.square() / 2)
    loss = error * torch.erf(z / math.sqrt(2)) + scale * (
        twice_density - 1 / math.sqrt(math.pi)
    )
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


class GaussianCRPSLoss(nn.Module):
    """`gaussian_crps_loss` as a module; see there."""

    def __init__(self, *, reduction: str = "mean") -> None:
        super().__init__()
        self.reduction = reduction

    def forward(self, mean: Tensor, std: Tensor, target: Tensor) -> Tensor:
        return gaussian_crps_loss(mean, std, target, reduction=self.reduction)

    def extra_repr(self) -> str:
        return f"reduction={self.reduction!r}"


if __name__ == "__main__":
    target = torch.tensor([2.0, 2.0, 2.0])
    mean = torch.tensor([1.0, 1.0, 1.0])
    std = torch.tensor([0.001, 0.7, 10.0])
    # Sure and wrong: the absolute error. In doubt, and very much in doubt.
    print(gaussian_crps_loss(mean, std, target, reduction="none"))
    #> tensor([0.9994, 0.6533, 2.3768])
    loss = gaussian_crps_loss(mean, std, target)
    print(loss)
    #> tensor(1.3432)
    # Of a sure prediction it is the absolute error.
    print(gaussian_crps_loss(mean, torch.full((3,), 1e-20), target))
    #> tensor(1.)
