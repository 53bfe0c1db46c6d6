"""Dice loss: one less the overlap of a predicted and a true region.

With p = sigmoid(z), or p the softmax of z over the classes, and sums over the
pixels j of one sample and channel:

    l = 1 - (2 sum_j p_j y_j + s) / (sum_j p_j + sum_j y_j + s)
      = sum_j (y_j (1 - p_j) + (1 - y_j) p_j) / (sum_j (p_j + y_j) + s)

Source: Milletari, Navab, Ahmadi, V-Net: Fully Convolutional Neural Networks for
Volumetric Medical Image Segmentation, 2016, arXiv 1606.04797, there with p^2
and y^2 in the denominator, here without the squares.
"""

from numbers import Integral, Real

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def dice_loss(
    logits: Tensor,
    target: Tensor,
    *,
    smooth: float = 1.0,
    ignore_index: int = -100,
    reduction: str = "mean",
) -> Tensor:
    """One value per sample: the mean over its channels.

    Half precision is computed, and the loss returned, in float32. The mean of
    an empty batch is 0, and so is the loss of a sample with all ignored. Where
    p is close to 0 or 1, or little overlaps, terms of unlike sign cancel in the
    gradient: its error is then relative to the terms.

    Args:
        logits: scores, floating point, (N, C, d1, ...): channels on dim 1.
        target: floating point, the shape of logits, in [0, 1], for channels
            that are apart (sigmoid); or int64 class indices, that shape without
            dim 1 (softmax over the channels); values are not checked.
        smooth: s, finite and at least 0. It keeps the gradient of an empty
            mask from 0. With 0 an empty mask costs 1 whatever is predicted.
        ignore_index: the target of pixels that count for nothing.
        reduction: `"none"` (N values), `"mean"` or `"sum"`.

    Raises:
        ValueError: an argument has a wrong shape, dtype or value.
    """
    if not (isinstance(logits, Tensor) and logits.is_floating_point()):
        kind = getattr(logits, "dtype", type(logits).__name__)
        raise ValueError(f"logits must be a floating point tensor, got {kind}")
    shape = tuple(logits.shape)
    if len(shape) < 3:
        raise ValueError(f"logits must be (N, C, d1, ...), got {shape}")
    if not isinstance(target, Tensor):
        raise ValueError(
            f"target must be a tensor, got {type(target).__name__}"
        )
    classes = target.dtype == torch.int64
    expected = shape[:1] + shape[2:] if classes else shape
    right = classes or target.is_floating_point()
    if not right or tuple(target.shape) != expected:
        raise ValueError(
            f"target must be floating point of shape {shape} or torch.int64 "
            f"of shape {shape[:1] + shape[2:]}, got {target.dtype} of shape "
            f"{tuple(target.shape)}"
        )
    if not (isinstance(smooth, Real) and 0 <= smooth < float("inf")):
        raise ValueError(
            f"smooth must be finite and at least 0, got {smooth!r}"
        )
    if not isinstance(ignore_index, Integral):
        raise ValueError(
            f"ignore_index must be an integer, got {ignore_index!r}"
        )
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(
            f"reduction must be 'none', 'mean' or 'sum', got {reduction!r}"
        )

    # Half precision is widened: 512 x 512 pixels are beyond its 65504.
    z = logits.to(torch.promote_types(logits.dtype, torch.float32))
    valid, y = target != ignore_index, target
    if classes:
        valid, y = valid.unsqueeze(1), target.unsqueeze(1)
    z, y = z.where(valid, 0), y.where(valid, 0)
    # What is wrong of each pixel, (1 - y) p + y (1 - p): to add it up keeps all
    # digits of a small loss, which one less the overlap would lose.
    if classes:
        p = z.softmax(1)
        others = p.scatter(1, y, 0)
        wrong = others.scatter(1, y, others.sum(1, keepdim=True))
        y = torch.zeros_like(p).scatter(1, y, 1)
    else:
        y = y.to(z.dtype)
        # p and 1 - p as exp of softplus: sigmoid has no slope where it is 1.
        p = F.softplus(z, beta=-1, threshold=40).exp()
        q = (-F.softplus(z, beta=1, threshold=40)).exp()
        wrong = (1 - y) * p + y * q
    size = (p + y).where(valid, 0).flatten(2).sum(2) + smooth
    wrong = wrong.where(valid, 0).flatten(2).sum(2)
    # Where smooth is 0 and all p underflow, all that counts is wrong.
    least, nothing = size < torch.finfo(z.dtype).tiny, torch.ones_like(size)
    nothing = nothing.where(valid.flatten(2).any(2), 0)
    loss = torch.where(least, nothing, wrong / size.where(~least, 1)).mean(1)
    if reduction == "none":
        return loss
    # The mean of an empty batch is 0, as its sum is.
    averaged = reduction == "mean" and loss.numel() > 0
    return loss.mean() if averaged else loss.sum()


class DiceLoss(nn.Module):
    """`dice_loss` as a module; see there."""

    def __init__(
        self,
        *,
        smooth: float = 1.0,
        ignore_index: int = -100,
        reduction: str = "mean",
    ) -> None:
        super().__init__()
        self.smooth, self.ignore_index = smooth, ignore_index
        self.reduction = reduction

    def forward(self, logits: Tensor, target: Tensor) -> Tensor:
        return dice_loss(
            logits,
            target,
            smooth=self.smooth,
            ignore_index=self.ignore_index,
            reduction=self.reduction,
        )

    def extra_repr(self) -> str:
        return (
            f"smooth={self.smooth}, ignore_index={self.ignore_index}, "
            f"reduction={self.reduction!r}"
        )


if __name__ == "__main__":
    logits = torch.tensor([[[2.0, -1.0, 0.5, -3.0]], [[-0.5, 1.5, -2.0, 0.0]]])
    target = torch.tensor([[[1.0, 0.0, 1.0, 1.0]], [[0.0, 1.0, 0.0, 0.0]]])
    loss = dice_loss(logits, target)
    print(dice_loss(logits, target, smooth=0.0, reduction="none"))
    #> tensor([0.3565, 0.4190])
    print(dice_loss(logits, torch.zeros_like(target), reduction="none"))
    #> tensor([0.6453, 0.6447])
    pixels = torch.full((1, 1, 512, 512), 4.0, dtype=torch.float16)
    print(dice_loss(pixels, torch.ones_like(pixels)))
    #> tensor(0.0091)
