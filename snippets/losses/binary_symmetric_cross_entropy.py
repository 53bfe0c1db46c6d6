"""Symmetric cross-entropy for binary and multi-label targets, from logits.

With p = sigmoid(z):

    CE  = - y log p - (1 - y) log(1 - p)
    RCE = - p log max(y, floor) - (1 - p) log max(1 - y, floor)
    l   = alpha CE + beta RCE

Source: Wang, Ma, Chen, Luo, Yi, Bailey, Symmetric Cross Entropy for Robust
Learning with Noisy Labels, 2019, arXiv 1908.06112, here for two classes.
"""

import math
from numbers import Real

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def binary_symmetric_cross_entropy(
    logits: Tensor,
    target: Tensor,
    *,
    alpha: float,
    beta: float,
    floor: float = 1e-4,
    reduction: str = "mean",
) -> Tensor:
    """Binary cross-entropy plus that of the swapped arguments.

    Half precision is computed, and the loss returned, in float32. The mean of
    an empty batch is 0. With a soft target terms of unlike sign cancel in the
    gradient: its error is then relative to the terms, not to what is left of
    them.

    Args:
        logits: scores before the sigmoid, floating point, any shape.
        target: floating point, the shape of `logits`, in [0, 1]; values are not
            checked.
        alpha: weight of the cross-entropy, finite and at least 0.
        beta: weight of the reverse cross-entropy, finite and at least 0; 0
            gives `alpha` times the binary cross-entropy.
        floor: least value of y and of 1 - y inside the logs of the reverse
            term, in (0, 1); nothing else is clamped.
        reduction: `"none"` (the shape of `logits`), `"mean"` or `"sum"`.

    Raises:
        ValueError: an argument has a wrong type, shape, dtype or value.
    """
    for name, tensor in (("logits", logits), ("target", target)):
        if not (isinstance(tensor, Tensor) and tensor.is_floating_point()):
            raise ValueError(
                f"{name} must be a floating-point tensor, got {_got(tensor)}"
            )
    if target.shape != logits.shape:
        raise ValueError(
            "target must have the shape of logits, "
            f"{tuple(logits.shape)}, got {tuple(target.shape)}"
        )
    for name, strength in (("alpha", alpha), ("beta", beta)):
        if not (isinstance(strength, Real) and 0 <= strength < float("inf")):
            raise ValueError(
                f"{name} must be a number, finite and at least 0, "
                f"got {strength!r}"
            )
    if not (isinstance(floor, Real) and 0 < floor < 1):
        raise ValueError(f"floor must be a number in (0, 1), got {floor!r}")
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(
            f"reduction must be 'none', 'mean' or 'sum', got {reduction!r}"
        )

    dtype = torch.promote_types(logits.dtype, torch.float32)
    z, y = logits.to(dtype), target.to(dtype)
    # log(max(y, floor)) and log(max(1 - y, floor)). The inner where keeps the
    # gradient of a hard label finite, log1p what 1 - y would round away.
    yes, no = y > floor, 1 - y > floor
    log_y = torch.log(y.where(yes, 1)).where(yes, math.log(floor))
    log_not_y = torch.log1p(-y.where(no, 0)).where(no, math.log(floor))
    log_p, log_q = _log_probabilities(z)
    forward = torch.lerp(log_q, log_p, y)
    reverse = torch.exp(log_p) * log_y + torch.exp(log_q) * log_not_y
    loss = -alpha * forward - beta * reverse
    if reduction == "none":
        return loss
    # The mean of an empty batch is 0, as its sum is.
    averaged = reduction == "mean" and loss.numel() > 0
    return loss.mean() if averaged else loss.sum()


def _log_probabilities(z: Tensor) -> tuple[Tensor, Tensor]:
    """The logs of p = sigmoid(z) and of 1 - p, finite where these round to 0.

    F.logsigmoid is the first too, but keeps more for the backward pass.
    """
    log_p = F.softplus(z, beta=-1, threshold=40)
    return log_p, -F.softplus(z, threshold=40)


def _got(value: object) -> str:
    """What came, for a message."""
    if isinstance(value, Tensor):
        return f"{value.dtype} of shape {tuple(value.shape)}"
    return repr(value)


class BinarySymmetricCrossEntropyLoss(nn.Module):
    """`binary_symmetric_cross_entropy` as a module; see there."""

    def __init__(
        self,
        *,
        alpha: float,
        beta: float,
        floor: float = 1e-4,
        reduction: str = "mean",
    ) -> None:
        super().__init__()
        self.alpha, self.beta = alpha, beta
        self.floor, self.reduction = floor, reduction

    def forward(self, logits: Tensor, target: Tensor) -> Tensor:
        return binary_symmetric_cross_entropy(
            logits,
            target,
            alpha=self.alpha,
            beta=self.beta,
            floor=self.floor,
            reduction=self.reduction,
        )

    def extra_repr(self) -> str:
        return (
            f"alpha={self.alpha}, beta={self.beta}, floor={self.floor}, "
            f"reduction={self.reduction!r}"
        )


if __name__ == "__main__":
    logits = torch.logit(torch.tensor([0.8, 0.8]))
    target = torch.tensor([1.0, 0.0])
    both = BinarySymmetricCrossEntropyLoss(alpha=1, beta=1, reduction="none")
    print(both(logits, target))
    #> tensor([2.0652, 8.9777])
    loss = binary_symmetric_cross_entropy(logits, target, alpha=0.1, beta=1.0)
    print(loss)
    #> tensor(4.6968)
    print(binary_symmetric_cross_entropy(logits, target, alpha=1, beta=0))
    #> tensor(0.9163)
    print(F.binary_cross_entropy_with_logits(logits, target))
    #> tensor(0.9163)
