"""Symmetric cross-entropy for multi-class targets with noisy labels.

With p = softmax(z), one-hot label y_k and A = log(floor):

    CE  = - sum_k y_k log p_k             = - log p_y
    RCE = - sum_k p_k log max(y_k, floor) = - A (1 - p_y)
    l   = alpha CE + beta RCE

Source: Wang, Ma, Chen, Luo, Yi, Bailey, Symmetric Cross Entropy for Robust
Learning with Noisy Labels, 2019, arXiv 1908.06112, where log 0 := A.
"""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def symmetric_cross_entropy(
    logits: Tensor,
    target: Tensor,
    *,
    alpha: float = 1.0,
    beta: float = 1.0,
    floor: float = 1e-4,
    reduction: str = "mean",
) -> Tensor:
    """Cross-entropy plus the bounded cross-entropy of the swapped arguments.

    Args:
        logits: scores before the softmax, floating point, classes on dim 1:
            (N, K) or (N, K, d1, ...).
        target: class indices, int64, (N) or (N, d1, ...), in [0, K); its
            values are not checked, and there is no index to ignore.
        alpha: weight of the cross-entropy, at least 0.
        beta: weight of the reverse cross-entropy, at least 0; 0 gives
            alpha times the cross-entropy.
        floor: what stands for a label of 0 inside the log, in (0, 1).
        reduction: "none" (the shape of target), "mean" or "sum" (a scalar).

    Raises:
        ValueError: an argument has a wrong shape, dtype or value.
    """
    if not logits.is_floating_point():
        raise ValueError(f"logits must be floating point, got {logits.dtype}")
    if logits.dim() < 2:
        raise ValueError(
            f"logits must have classes on dim 1, got {tuple(logits.shape)}"
        )
    if target.dtype != torch.int64:
        raise ValueError(f"target must be torch.int64, got {target.dtype}")
    if target.shape != logits.shape[:1] + logits.shape[2:]:
        raise ValueError(
            "target must have the shape of logits without dim 1, "
            f"{tuple(logits.shape[:1] + logits.shape[2:])}, "
            f"got {tuple(target.shape)}"
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
    # The margin m has p_y = sigmoid(m). From it both log p_y and 1 - p_y come
    # without a difference of nearly equal numbers, value and gradient alike.
    # The shift by the largest logit cancels, and rounds none of those near it.
    # Half precision is widened: an exp of rounded differences would be coarse.
    z = logits.to(torch.promote_types(logits.dtype, torch.float32))
    z = z - z.detach().amax(1, keepdim=True)
    index = target.unsqueeze(1)
    rivals = z.scatter(1, index, torch.finfo(z.dtype).min).logsumexp(1)
    margin = z.gather(1, index).squeeze(1) - rivals
    # -log p_y and log(1 - p_y); logsigmoid would keep more for backward.
    forward = -F.softplus(margin, beta=-1, threshold=40)
    log_q = -F.softplus(margin, beta=1, threshold=40)
    reverse = -math.log(floor) * torch.exp(log_q)
    loss = alpha * forward + beta * reverse
    if reduction != "none":
        loss = loss.mean() if reduction == "mean" else loss.sum()
    return loss.to(logits.dtype)


class SymmetricCrossEntropyLoss(nn.Module):
    """`symmetric_cross_entropy` as a module; see there."""

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
        return symmetric_cross_entropy(
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
    logits = torch.tensor([[2.0, 0.0, -1.0], [0.0, 3.0, 0.0]])
    target = torch.tensor([0, 2])
    loss = symmetric_cross_entropy(logits, target, alpha=0.1)
    print(loss)
    #> tensor(5.2792)
    print(symmetric_cross_entropy(logits, target, beta=0))
    #> tensor(1.6324)
    print(F.cross_entropy(logits, target))
    #> tensor(1.6324)
    print(symmetric_cross_entropy(logits, target, alpha=0, reduction="none"))
    #> tensor([1.4387, 8.7933])
