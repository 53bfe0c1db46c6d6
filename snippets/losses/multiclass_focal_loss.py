"""Focal loss for one class out of K, computed from logits.

With p the softmax of the logits z at the class y:

    l(z, y) = - w_y (1 - p)^gamma log p

Source: Lin, Goyal, Girshick, He, Dollár, Focal Loss for Dense Object
Detection, 2017, arXiv 1708.02002, equation 5, with softmax for sigmoid.
The paper's alpha is the weight of the class here, w, as in F.cross_entropy.
"""

from numbers import Integral, Real

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def multiclass_focal_loss(
    logits: Tensor,
    target: Tensor,
    *,
    gamma: float = 2.0,
    weight: Tensor | None = None,
    ignore_index: int = -100,
    reduction: str = "mean",
) -> Tensor:
    """Cross-entropy with the easy samples weighed down.

    Half precision is computed, and the loss returned, in float32.

    Args:
        logits: scores before the softmax, floating point, classes on dim 1:
            (N, K) or (N, K, d1, ...); or (K,) for one sample.
        target: int64 class indices, the shape of `logits` without the classes,
            each in [0, K) or `ignore_index`; values are not checked.
        gamma: focusing exponent, at least 0; 0 gives cross-entropy.
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
    if not (isinstance(gamma, Real) and 0 <= gamma < float("inf")):
        raise ValueError(
            f"gamma must be a number, finite and at least 0, got {gamma!r}"
        )
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
    margin = _margin(z, y, valid, dim)
    log_p, _ = _log_probabilities(margin)
    # Below -60 this is 0 anyway, and a class ruled out by a logit of -inf has
    # a gradient.
    log_q = -F.softplus(margin.clamp(min=-60), threshold=40)
    weights = valid.to(z.dtype)
    if weight is not None:
        weights = weights * weight.to(z.dtype).gather(0, y.flatten()).view_as(y)
    loss = -torch.exp(gamma * log_q) * log_p * weights
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


class MulticlassFocalLoss(nn.Module):
    """`multiclass_focal_loss` as a module; weight is a buffer."""

    def __init__(
        self,
        *,
        gamma: float = 2.0,
        weight: Tensor | None = None,
        ignore_index: int = -100,
        reduction: str = "mean",
    ) -> None:
        super().__init__()
        self.gamma, self.ignore_index = gamma, ignore_index
        self.reduction = reduction
        self.register_buffer("weight", weight)

    def forward(self, logits: Tensor, target: Tensor) -> Tensor:
        return multiclass_focal_loss(
            logits,
            target,
            gamma=self.gamma,
            weight=self.weight,
            ignore_index=self.ignore_index,
            reduction=self.reduction,
        )

    def extra_repr(self) -> str:
        return (
            f"gamma={self.gamma}, weight={self.weight}, "
            f"ignore_index={self.ignore_index}, reduction={self.reduction!r}"
        )


if __name__ == "__main__":
    logits = torch.tensor([[4.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    target = torch.tensor([0, 2])
    loss = multiclass_focal_loss(logits, target)
    print(loss, F.cross_entropy(logits, target))
    #> tensor(0.4818) tensor(0.7937)
    ignored = torch.tensor([-100, -100])
    print(multiclass_focal_loss(logits, ignored))
    #> tensor(0.)
    print(F.cross_entropy(logits, ignored))
    #> tensor(nan)
