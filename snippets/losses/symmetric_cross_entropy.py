"""Symmetric cross-entropy for multi-class targets with noisy labels.

With p = softmax(z), one-hot label y_k and A = log(floor):

    CE  = - sum_k y_k log p_k             = - log p_y
    RCE = - sum_k p_k log max(y_k, floor) = - A (1 - p_y)
    l   = alpha CE + beta RCE

Source: Wang, Ma, Chen, Luo, Yi, Bailey, Symmetric Cross Entropy for Robust
Learning with Noisy Labels, 2019, arXiv 1908.06112, where log 0 := A.
"""

import math
from numbers import Integral, Real

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def symmetric_cross_entropy(
    logits: Tensor,
    target: Tensor,
    *,
    alpha: float,
    beta: float,
    floor: float = 1e-4,
    weight: Tensor | None = None,
    ignore_index: int = -100,
    reduction: str = "mean",
) -> Tensor:
    """Cross-entropy plus the bounded cross-entropy of the swapped arguments.

    Half precision is computed, and the loss returned, in float32.

    Args:
        logits: scores before the softmax, floating point, classes on dim 1:
            (N, K) or (N, K, d1, ...); or (K,) for one sample.
        target: int64 class indices, the shape of `logits` without the classes,
            each in [0, K) or `ignore_index`; values are not checked.
        alpha: weight of the cross-entropy, finite and at least 0.
        beta: weight of the reverse cross-entropy, finite and at least 0; 0
            gives `alpha` times the cross-entropy.
        floor: what stands for a label of 0 inside the log, in (0, 1).
        weight: K class weights, at least 0, not checked; `None` for 1 each.
        ignore_index: the target of samples that count for nothing.
        reduction: `"none"`, the shape of `target`; `"sum"`; or `"mean"`, the
            sum over the sum of weights of the samples' own classes, as in
            `F.cross_entropy`. If that is 0 (no sample, all ignored) the mean
            is 0, where `F.cross_entropy` gives NaN.

    Raises:
        ValueError: an argument has a wrong type, shape, dtype or value.
    """
    scores = isinstance(logits, Tensor) and logits.is_floating_point()
    if not scores or logits.dim() == 0:
        raise ValueError(
            "logits must be a floating-point tensor with a dimension of "
            f"classes, got {_got(logits)}"
        )
    dim = min(1, logits.dim() - 1)
    shape = logits.shape[:dim] + logits.shape[dim + 1 :]
    if getattr(target, "dtype", 0) != torch.int64 or target.shape != shape:
        raise ValueError(
            f"target must be torch.int64 of shape {tuple(shape)}, "
            f"got {_got(target)}"
        )
    for name, strength in (("alpha", alpha), ("beta", beta)):
        if not (isinstance(strength, Real) and 0 <= strength < float("inf")):
            raise ValueError(
                f"{name} must be a number, finite and at least 0, "
                f"got {strength!r}"
            )
    if not (isinstance(floor, Real) and 0 < floor < 1):
        raise ValueError(f"floor must be a number in (0, 1), got {floor!r}")
    classes = (logits.shape[dim],)
    if weight is not None and getattr(weight, "shape", 0) != classes:
        raise ValueError(
            f"weight must be None or a tensor of shape {classes}, "
            f"got {_got(weight)}"
        )
    if not isinstance(ignore_index, Integral):
        raise ValueError(
            f"ignore_index must be an integer, got {ignore_index!r}"
        )
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(
            f"reduction must be 'none', 'mean' or 'sum', got {reduction!r}"
        )

    z = logits.to(torch.promote_types(logits.dtype, torch.float32))
    valid = target != ignore_index
    y = target.where(valid, 0)
    log_p, log_q = _log_probabilities(_margin(z, y, valid, dim))
    weights = valid.to(z.dtype)
    if weight is not None:
        weights = weights * weight.to(z.dtype).gather(0, y.flatten()).view_as(y)
    reverse = math.log(floor) * torch.exp(log_q)
    loss = (-alpha * log_p - beta * reverse) * weights
    if reduction == "none":
        return loss
    total, count = loss.sum(), weights.sum()
    return total / count.where(count > 0, 1) if reduction == "mean" else total


def _margin(z: Tensor, y: Tensor, valid: Tensor, dim: int) -> Tensor:
    """z_y - log(sum of exp z_k over all other k), whose sigmoid is p_y.

    From it come p_y and 1 - p_y without a difference of nearly equal numbers.
    """
    index, lowest = y.unsqueeze(dim), torch.finfo(z.dtype).min
    shift = z.detach().amax(dim, keepdim=True)  # which cancels
    # What is ignored may be anything: it is replaced before the arithmetic.
    others = (z - shift).where(valid.unsqueeze(dim), 0)
    others = others.scatter(dim, index, lowest).logsumexp(dim)
    own = (z.gather(dim, index) - shift).squeeze(dim)
    return (own - others).where(valid, 0)


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


class SymmetricCrossEntropyLoss(nn.Module):
    """`symmetric_cross_entropy` as a module; weight is a buffer."""

    def __init__(
        self,
        *,
        alpha: float,
        beta: float,
        floor: float = 1e-4,
        weight: Tensor | None = None,
        ignore_index: int = -100,
        reduction: str = "mean",
    ) -> None:
        super().__init__()
        self.alpha, self.beta = alpha, beta
        self.floor, self.ignore_index = floor, ignore_index
        self.reduction = reduction
        self.register_buffer("weight", weight)

    def forward(self, logits: Tensor, target: Tensor) -> Tensor:
        return symmetric_cross_entropy(
            logits,
            target,
            alpha=self.alpha,
            beta=self.beta,
            floor=self.floor,
            weight=self.weight,
            ignore_index=self.ignore_index,
            reduction=self.reduction,
        )

    def extra_repr(self) -> str:
        return (
            f"alpha={self.alpha}, beta={self.beta}, floor={self.floor}, "
            f"weight={self.weight}, ignore_index={self.ignore_index}, "
            f"reduction={self.reduction!r}"
        )


if __name__ == "__main__":
    logits = torch.tensor([[2.0, 0.0, -1.0], [0.0, 3.0, 0.0]])
    target = torch.tensor([0, 2])
    loss = symmetric_cross_entropy(logits, target, alpha=0.1, beta=1.0)
    print(loss)
    #> tensor(5.2792)
    print(symmetric_cross_entropy(logits, target, alpha=1.0, beta=0.0))
    #> tensor(1.6324)
    print(F.cross_entropy(logits, target))
    #> tensor(1.6324)
    reverse = SymmetricCrossEntropyLoss(alpha=0, beta=1, reduction="none")
    print(reverse(logits, target))
    #> tensor([1.4387, 8.7933])
