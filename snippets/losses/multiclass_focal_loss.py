"""Focal loss for one class out of K, computed from logits.

With p the softmax of the logits z at the class y:

    l(z, y) = - alpha_y (1 - p)^gamma log p

Source: Lin, Goyal, Girshick, He, Dollár, Focal Loss for Dense Object
Detection, 2017, arXiv 1708.02002, equation 5, with softmax for sigmoid.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def multiclass_focal_loss(
    logits: Tensor,
    target: Tensor,
    *,
    gamma: float = 2.0,
    alpha: Tensor | None = None,
    ignore_index: int = -100,
    reduction: str = "mean",
) -> Tensor:
    """Cross-entropy with the easy samples weighed down.

    Half precision is computed, and the loss returned, in float32.

    Args:
        logits: scores before the softmax, floating point, classes on dim 1:
            (N, K) or (N, K, d1, ...); or (K,) for one sample.
        target: int64 class indices, the shape of logits without the classes,
            each in [0, K) or ignore_index; values are not checked.
        gamma: focusing exponent, at least 0; 0 gives cross-entropy.
        alpha: K class weights, at least 0, not checked; None for 1 each.
        ignore_index: the target of samples that count for nothing.
        reduction: "none" (the shape of target), "sum", or "mean": the sum
            over the sum of weights of the samples' own classes, as in
            F.cross_entropy. If that is 0 (no sample, all ignored) the mean
            is 0, where F.cross_entropy gives nan.

    Raises:
        ValueError: an argument has a wrong shape, dtype or value.
    """
    if not logits.is_floating_point() or logits.dim() == 0:
        raise ValueError(
            "logits must be floating point and have a dimension of classes, "
            f"got {logits.dtype} of shape {tuple(logits.shape)}"
        )
    dim = min(1, logits.dim() - 1)
    expected = logits.shape[:dim] + logits.shape[dim + 1 :]
    if target.dtype != torch.int64 or target.shape != expected:
        raise ValueError(
            f"target must be torch.int64 of shape {tuple(expected)}, "
            f"got {target.dtype} of shape {tuple(target.shape)}"
        )
    if not 0 <= gamma < float("inf"):
        raise ValueError(f"gamma must be finite and at least 0, got {gamma}")
    shape, wanted = getattr(alpha, "shape", None), (logits.shape[dim],)
    if alpha is not None and shape != wanted:
        raise ValueError(
            f"alpha must be None or a tensor of shape {wanted}, "
            f"got {shape or alpha}"
        )
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(
            f"reduction must be 'none', 'mean' or 'sum', got {reduction!r}"
        )

    z = logits.to(torch.promote_types(logits.dtype, torch.float32))
    valid = target != ignore_index
    y = target.where(valid, 0)
    index, lowest = y.unsqueeze(dim), torch.finfo(z.dtype).min
    # p = sigmoid(margin), margin = z_y - log(sum of exp z_k over k != y): it
    # keeps what p loses as it rounds to 1. The shift by the largest cancels.
    shift = z.detach().amax(dim, keepdim=True)
    others = (z - shift).scatter(dim, index, lowest).logsumexp(dim)
    margin = (z.gather(dim, index) - shift).squeeze(dim) - others
    margin = margin.where(valid, 0)
    # log p and log(1 - p); logsigmoid would keep more for the backward pass.
    log_p = F.softplus(margin, beta=-1, threshold=40)
    log_q = -F.softplus(margin, beta=1, threshold=40)
    weight = valid.to(z.dtype)
    if alpha is not None:
        weight = weight * alpha.to(z.dtype).gather(0, y.flatten()).view_as(y)
    loss = -torch.exp(gamma * log_q) * log_p * weight
    if reduction != "mean":
        return loss.sum() if reduction == "sum" else loss
    total = weight.sum()
    return loss.sum() / total.where(total > 0, 1)


class MulticlassFocalLoss(nn.Module):
    """`multiclass_focal_loss` as a module; alpha is a buffer."""

    def __init__(
        self,
        *,
        gamma: float = 2.0,
        alpha: Tensor | None = None,
        ignore_index: int = -100,
        reduction: str = "mean",
    ) -> None:
        super().__init__()
        self.gamma, self.ignore_index = gamma, ignore_index
        self.reduction = reduction
        self.register_buffer("alpha", alpha)

    def forward(self, logits: Tensor, target: Tensor) -> Tensor:
        return multiclass_focal_loss(
            logits,
            target,
            gamma=self.gamma,
            alpha=self.alpha,
            ignore_index=self.ignore_index,
            reduction=self.reduction,
        )

    def extra_repr(self) -> str:
        return (
            f"gamma={self.gamma}, alpha={self.alpha}, "
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
