"""Symmetric cross-entropy for binary and multi-label targets, from logits.

With p = sigmoid(z):

    CE  = - y log p - (1 - y) log(1 - p)
    RCE = - p log max(y, floor) - (1 - p) log max(1 - y, floor)
    l   = alpha CE + beta RCE

Source: Wang, Ma, Chen, Luo, Yi, Bailey, Symmetric Cross Entropy for Robust
Learning with Noisy Labels, 2019, arXiv 1908.06112, here for two classes.
"""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def binary_symmetric_cross_entropy(
    logits: Tensor,
    target: Tensor,
    *,
    alpha: float = 1.0,
    beta: float = 1.0,
    floor: float = 1e-4,
    reduction: str = "mean",
) -> Tensor:
    """Binary cross-entropy plus that of the swapped arguments.

    With a soft target terms of unlike sign cancel in the gradient: its error
    is then relative to the terms, not to what is left of them.

    Args:
        logits: scores before the sigmoid, floating point, any shape.
        target: floating point, same shape, in [0, 1]; values are not checked.
        alpha: weight of the cross-entropy, at least 0.
        beta: weight of the reverse cross-entropy, at least 0; 0 gives
            alpha times the binary cross-entropy.
        floor: least value of y and of 1 - y inside the logs of the reverse
            term, in (0, 1); nothing else is clamped.
        reduction: "none" (the shape of logits), "mean" or "sum" (a scalar).

    Raises:
        ValueError: an argument has a wrong shape, dtype or value.
    """
    for name, tensor in (("logits", logits), ("target", target)):
        if not tensor.is_floating_point():
            raise ValueError(
                f"{name} must be floating point, got {tensor.dtype}"
            )
    if target.shape != logits.shape:
        raise ValueError(
            "target must have the shape of logits, "
            f"{tuple(logits.shape)}, got {tuple(target.shape)}"
        )
    if not alpha >= 0:
        raise ValueError(f"alpha must be at least 0, got {alpha}")
    if not beta >= 0:
        raise ValueError(f"beta must be at least 0, got {beta}")
    if not 0 < floor < 1:
        raise ValueError(f"floor must be in (0, 1), got {floor}")
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(
            f"reduction must be 'none', 'mean' or 'sum', got {reduction!r}"
        )
    # Half precision is widened: its sums and exps would be coarse.
    dtype = torch.promote_types(logits.dtype, torch.float32)
    z, y = logits.to(dtype), target.to(dtype)
    # log(max(y, floor)) and log(max(1 - y, floor)). The inner where keeps the
    # gradient of a hard label finite, log1p what 1 - y would round away.
    yes, no = y > floor, 1 - y > floor
    log_y = torch.log(y.where(yes, 1)).where(yes, math.log(floor))
    log_not_y = torch.log1p(-y.where(no, 0)).where(no, math.log(floor))
    # softplus keeps log p and log(1 - p) finite where p rounds to 0 or 1, and
    # exp of it has a gradient there that is not rounded away. With beta -1 it
    # is log p; logsigmoid would keep more for the backward pass.
    log_p = F.softplus(z, beta=-1, threshold=40)
    log_q = -F.softplus(z, beta=1, threshold=40)
    forward = torch.lerp(log_q, log_p, y)
    reverse = torch.exp(log_p) * log_y + torch.exp(log_q) * log_not_y
    loss = -alpha * forward - beta * reverse
    if reduction != "none":
        loss = loss.mean() if reduction == "mean" else loss.sum()
    return loss.to(logits.dtype)


class BinarySymmetricCrossEntropyLoss(nn.Module):
    """`binary_symmetric_cross_entropy` as a module; see there."""

    def __init__(
        self,
        *,
        alpha: float = 1.0,
        beta: float = 1.0,
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
    loss = binary_symmetric_cross_entropy(logits, target, reduction="none")
    print(loss)
    #> tensor([2.0652, 8.9777])
    loss = binary_symmetric_cross_entropy(logits, target, alpha=0.1)
    print(loss)
    #> tensor(4.6968)
    print(binary_symmetric_cross_entropy(logits, target, beta=0))
    #> tensor(0.9163)
    print(F.binary_cross_entropy_with_logits(logits, target))
    #> tensor(0.9163)
