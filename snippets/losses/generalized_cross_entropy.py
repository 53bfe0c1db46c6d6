"""Generalized cross-entropy for multi-class targets with noisy labels.

With p = softmax(z):

    l = (1 - p_y^q) / q

Source: Zhang, Sabuncu, Generalized Cross Entropy Loss for Training Deep Neural
Networks with Noisy Labels, 2018, arXiv 1805.07836.
"""

from numbers import Integral, Real

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def generalized_cross_entropy(
    logits: Tensor,
    target: Tensor,
    *,
    q: float = 0.7,
    weight: Tensor | None = None,
    ignore_index: int = -100,
    reduction: str = "mean",
) -> Tensor:
    """A loss between cross-entropy, q near 0, and 1 - p_y, q = 1.

    Half precision is computed, and the loss returned, in float32.

    Args:
        logits: scores before the softmax, floating point, classes on dim 1:
            (N, K) or (N, K, d1, ...); or (K,) for one sample.
        target: int64 class indices, the shape of `logits` without the classes,
            each in [0, K) or `ignore_index`; values are not checked.
        q: exponent of the label's probability, in (0, 1]. A loss is at most
            1 / q.
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
    if not (isinstance(q, Real) and 0 < q <= 1):
        raise ValueError(f"q must be a number in (0, 1], got {q!r}")
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
    # log p_y, finite where p_y rounds to 0
    log_p = F.softplus(_margin(z, y, valid, dim), beta=-1, threshold=40)
    x = q * log_p
    # 1 - p_y^q: near 0 its value needs expm1, far away its gradient exp.
    loss = torch.where(x > -1, -torch.expm1(x), 1 - torch.exp(x)) / q
    weights = valid.to(z.dtype)
    if weight is not None:
        weights = weights * weight.to(z.dtype).gather(0, y.flatten()).view_as(y)
    loss = loss * weights
    if reduction == "none":
        return loss
    total, count = loss.sum(), weights.sum()
    return total / count.where(count > 0, 1) if reduction == "mean" else total


def _margin(z: Tensor, y: Tensor, valid: Tensor, dim: int) -> Tensor:
    """z_y - log(sum of exp z_k over all other k), whose sigmoid is p_y.

    From it comes log p_y without a difference of nearly equal numbers.
    """
    index, lowest = y.unsqueeze(dim), torch.finfo(z.dtype).min
    shift = z.detach().amax(dim, keepdim=True)  # which cancels
    # What is ignored may be anything: it is replaced before the arithmetic.
    others = (z - shift).where(valid.unsqueeze(dim), 0)
    others = others.scatter(dim, index, lowest).logsumexp(dim)
    own = (z.gather(dim, index) - shift).squeeze(dim)
    return (own - others).where(valid, 0)


def _got(value: object) -> str:
    """What came, for a message."""
    if isinstance(value, Tensor):
        return f"{value.dtype} of shape {tuple(value.shape)}"
    return repr(value)


class GeneralizedCrossEntropyLoss(nn.Module):
    """`generalized_cross_entropy` as a module; weight is a buffer."""

    def __init__(
        self,
        *,
        q: float = 0.7,
        weight: Tensor | None = None,
        ignore_index: int = -100,
        reduction: str = "mean",
    ) -> None:
        super().__init__()
        self.q, self.ignore_index = q, ignore_index
        self.reduction = reduction
        self.register_buffer("weight", weight)

    def forward(self, logits: Tensor, target: Tensor) -> Tensor:
        return generalized_cross_entropy(
            logits,
            target,
            q=self.q,
            weight=self.weight,
            ignore_index=self.ignore_index,
            reduction=self.reduction,
        )

    def extra_repr(self) -> str:
        return (
            f"q={self.q}, weight={self.weight}, "
            f"ignore_index={self.ignore_index}, reduction={self.reduction!r}"
        )


if __name__ == "__main__":
    logits = torch.tensor([[2.0, 0.0, -1.0], [0.0, 3.0, 0.0]])
    target = torch.tensor([0, 2])
    loss = generalized_cross_entropy(logits, target, q=0.7)
    print(loss)
    #> tensor(0.7125)
    # Near q = 0 it is cross-entropy, and at q = 1 it is 1 - p_y.
    print(generalized_cross_entropy(logits, target, q=1e-6))
    #> tensor(1.6324)
    print(F.cross_entropy(logits, target))
    #> tensor(1.6324)
    print(generalized_cross_entropy(logits, target, q=1.0))
    #> tensor(0.5555)
    print(1 - logits.softmax(dim=1)[[0, 1], target].mean())
    #> tensor(0.5555)

    # Truncated: what the model believes by less than 0.5 pulls no more.
    each = GeneralizedCrossEntropyLoss(q=0.7, reduction="none")
    most = (1 - 0.5**0.7) / 0.7
    print(each(logits, target))
    #> tensor([0.1601, 1.2649])
    print(each(logits, target).clamp(max=most))
    #> tensor([0.1601, 0.5492])
