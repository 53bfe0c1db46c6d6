"""Focal loss for binary and multi-label targets, computed from logits.

With p = sigmoid(z):

    l(z, y) = - alpha y (1 - p)^gamma log p
              - (1 - alpha) (1 - y) p^gamma log(1 - p)

Source: Lin, Goyal, Girshick, He, Dollár, Focal Loss for Dense Object
Detection, 2017, arXiv 1708.02002, equation 5.
"""

from numbers import Real

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def focal_loss(
    logits: Tensor,
    target: Tensor,
    *,
    gamma: float = 2.0,
    alpha: float | Tensor | None = 0.75,
    reduction: str = "mean",
) -> Tensor:
    """Binary cross-entropy with the easy samples weighed down.

    Half precision is computed, and the loss returned, in float32. The mean of
    an empty batch is 0. With a soft target two terms of unlike sign cancel in
    the gradient: its error is then relative to the terms, not to what is left
    of them.

    Args:
        logits: scores before the sigmoid, floating point, any shape.
        target: floating point, the shape of `logits`, in [0, 1]; values are not
            checked.
        gamma: focusing exponent, at least 0; 0 gives binary cross-entropy.
        alpha: weight of positives, in [0, 1]; negatives weigh `1 - alpha`. A
            tensor that broadcasts to `logits` has one for each label, say; its
            values are not checked. `None` gives both the weight 1.
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
    if not (isinstance(gamma, Real) and 0 <= gamma < float("inf")):
        raise ValueError(
            f"gamma must be a number, finite and at least 0, got {gamma!r}"
        )
    if not (
        alpha is None
        or (isinstance(alpha, Real) and 0 <= alpha <= 1)
        or (isinstance(alpha, Tensor) and _broadcasts(alpha, logits))
    ):
        raise ValueError(
            "alpha must be None, a number in [0, 1] or a tensor that "
            f"broadcasts to {tuple(logits.shape)}, got {_got(alpha)}"
        )
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(
            f"reduction must be 'none', 'mean' or 'sum', got {reduction!r}"
        )

    dtype = torch.promote_types(logits.dtype, torch.float32)
    z, y = logits.to(dtype), target.to(dtype)
    log_p, log_q = _log_probabilities(z)
    # exp(gamma log q) has a gradient where q ** gamma has none, at q = 0.
    positive = torch.exp(gamma * log_q) * log_p
    negative = torch.exp(gamma * log_p) * log_q
    if isinstance(alpha, Tensor):
        alpha = alpha.to(dtype)
    if alpha is not None:
        positive, negative = alpha * positive, (1 - alpha) * negative
    loss = -torch.lerp(negative, positive, y)
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


class FocalLoss(nn.Module):
    """`focal_loss` as a module; a tensor alpha is a buffer."""

    def __init__(
        self,
        *,
        gamma: float = 2.0,
        alpha: float | Tensor | None = 0.75,
        reduction: str = "mean",
    ) -> None:
        super().__init__()
        self.gamma, self.reduction = gamma, reduction
        if isinstance(alpha, Tensor):
            self.register_buffer("alpha", alpha)
        else:
            self.alpha = alpha

    def forward(self, logits: Tensor, target: Tensor) -> Tensor:
        return focal_loss(
            logits,
            target,
            gamma=self.gamma,
            alpha=self.alpha,
            reduction=self.reduction,
        )

    def extra_repr(self) -> str:
        return (
            f"gamma={self.gamma}, alpha={self.alpha}, "
            f"reduction={self.reduction!r}"
        )


if __name__ == "__main__":
    target = torch.tensor([1.0, 0.0])
    for p in (0.9, 0.5):
        logits = torch.logit(torch.tensor([p, 1 - p]))
        loss = focal_loss(logits, target)
        bce = F.binary_cross_entropy_with_logits(logits, target)
        print(f"{p}: {loss:.4f} / {bce:.4f} = {loss / bce:.3f}")
        #> 0.9: 0.0005 / 0.1054 = 0.005
        #> 0.5: 0.0866 / 0.6931 = 0.125
