"""Focal loss for binary and multi-label targets, computed from logits.

With p = sigmoid(z):

    l(z, y) = - alpha y (1 - p)^gamma log p
              - (1 - alpha) (1 - y) p^gamma log(1 - p)

Source: Lin, Goyal, Girshick, He, Dollár, Focal Loss for Dense Object
Detection, 2017, arXiv 1708.02002, equation 5.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def focal_loss(
    logits: Tensor,
    target: Tensor,
    *,
    gamma: float = 2.0,
    alpha: float | None = 0.75,
    reduction: str = "mean",
) -> Tensor:
    """Binary cross-entropy with the easy samples weighed down.

    Args:
        logits: scores before the sigmoid, floating point, any shape.
        target: same shape and dtype, in [0, 1]; its values are not checked.
        gamma: focusing exponent, at least 0; 0 gives binary cross-entropy.
        alpha: weight of positives, in [0, 1], negatives weigh 1 - alpha;
            None weighs neither.
        reduction: "none" (the shape of logits), "mean" or "sum" (a scalar).

    Raises:
        ValueError: an argument has a wrong shape, dtype or value.
    """
    if not logits.is_floating_point():
        raise ValueError(f"logits must be floating point, got {logits.dtype}")
    if target.shape != logits.shape:
        raise ValueError(
            "target must have the shape of logits, "
            f"{tuple(logits.shape)}, got {tuple(target.shape)}"
        )
    if target.dtype != logits.dtype:
        raise ValueError(
            f"target must be {logits.dtype} as logits are, got {target.dtype}"
        )
    if not gamma >= 0:
        raise ValueError(f"gamma must be at least 0, got {gamma}")
    if alpha is not None and not 0 <= alpha <= 1:
        raise ValueError(f"alpha must be None or in [0, 1], got {alpha}")
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(
            f"reduction must be 'none', 'mean' or 'sum', got {reduction!r}"
        )
    # logsigmoid keeps log p and log(1 - p) finite where p rounds to 0 or 1,
    # and exp(gamma log p) has a gradient there, where p ** gamma has none.
    log_p, log_q = F.logsigmoid(logits), F.logsigmoid(-logits)
    positive = target * torch.exp(gamma * log_q) * log_p
    negative = (1 - target) * torch.exp(gamma * log_p) * log_q
    if alpha is not None:
        positive, negative = alpha * positive, (1 - alpha) * negative
    loss = -(positive + negative)
    if reduction == "none":
        return loss
    return loss.mean() if reduction == "mean" else loss.sum()


class FocalLoss(nn.Module):
    """`focal_loss` as a module; see there."""

    def __init__(
        self,
        *,
        gamma: float = 2.0,
        alpha: float | None = 0.75,
        reduction: str = "mean",
    ) -> None:
        super().__init__()
        self.gamma, self.alpha, self.reduction = gamma, alpha, reduction

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
    easy = torch.logit(torch.tensor([0.9, 0.1]))
    hard = torch.logit(torch.tensor([0.5, 0.5]))
    print(focal_loss(easy, target, alpha=0.5))
    #> tensor(0.0005)
    print(F.binary_cross_entropy_with_logits(easy, target))
    #> tensor(0.1054)
    print(focal_loss(easy, target), focal_loss(hard, target))
    #> tensor(0.0005) tensor(0.0866)
