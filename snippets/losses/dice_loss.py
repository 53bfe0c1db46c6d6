"""Dice loss: one less the overlap of a predicted and a true mask.

With p = sigmoid(z), or p the softmax of z over the classes, and sums over the
pixels j of one sample and channel:

    l = 1 - (2 sum_j p_j y_j + s) / (sum_j p_j + sum_j y_j + s)

Source: Milletari, Navab, Ahmadi, V-Net: Fully Convolutional Neural Networks for
Volumetric Medical Image Segmentation, 2016, arXiv 1606.04797, there with p^2
and y^2 in the denominator, which is power=2 here, and without s.
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
    power: int = 1,
    over: str = "sample",
    average: str = "macro",
    weight: Tensor | None = None,
    ignore_index: int = -100,
    reduction: str = "mean",
) -> Tensor:
    """One less twice the intersection of two masks over the sum of their areas.

    Half precision is computed, and the loss returned, in float32. The mean of
    an empty batch is 0, and so is it if all is ignored. Where p is close to 0
    or 1, or little overlaps, terms of unlike sign cancel in the gradient: its
    error is then relative to the terms.

    Args:
        logits: scores, floating point, (N, C, d1, ...): channels on dim 1.
        target: floating point, the shape of `logits`, in [0, 1], for masks that
            are apart (sigmoid); or int64 class indices, that shape without dim
            1 (softmax over C, at least 2); values are not checked.
        smooth: s, at least 0. It gives an empty mask a gradient; with 0 an
            empty mask costs 1 whatever is predicted.
        power: of p and y in the sums of the denominator, 1 or 2.
        over: `"sample"`, one overlap for each sample; or `"batch"`, one for
            all pixels of the batch.
        average: of the channels: `"macro"`, their mean; `"present"`, the mean
            over the classes that some pixel has (a mask of its own always
            counts); or `"micro"`, one overlap for all channels together.
        weight: C weights of the channels in that average, at least 0, not
            checked; `None` for 1 each.
        ignore_index: the target of pixels that count for nothing.
        reduction: `"none"`, N values, or one over the batch; `"sum"`; or
            `"mean"`, over the samples that are not all ignored.

    Raises:
        ValueError: an argument has a wrong type, shape, dtype or value.
    """
    scores = isinstance(logits, Tensor) and logits.is_floating_point()
    if not scores or logits.dim() < 3:
        raise ValueError(
            "logits must be floating point of shape (N, C, d1, ...), "
            f"got {_got(logits)}"
        )
    shape = logits.shape
    classes = getattr(target, "dtype", None) == torch.int64
    labels = isinstance(target, Tensor) and target.is_floating_point()
    wanted = shape[:1] + shape[2:] if classes else shape
    if not (classes or labels) or target.shape != wanted:
        raise ValueError(
            f"target must be floating point of shape {tuple(shape)} or "
            f"torch.int64 of shape {tuple(shape[:1] + shape[2:])}, "
            f"got {_got(target)}"
        )
    if classes and shape[1] < 2:
        raise ValueError(
            "logits must have 2 channels or more for a target of class "
            f"indices, got {_got(logits)}; for one mask pass a float target"
        )
    if not (isinstance(smooth, Real) and 0 <= smooth < float("inf")):
        raise ValueError(
            f"smooth must be a number, finite and at least 0, got {smooth!r}"
        )
    if not (isinstance(power, Real) and power in (1, 2)):
        raise ValueError(f"power must be 1 or 2, got {power!r}")
    for name, value, names in (
        ("over", over, ("sample", "batch")),
        ("average", average, ("macro", "present", "micro")),
        ("reduction", reduction, ("none", "mean", "sum")),
    ):
        if not (isinstance(value, str) and value in names):
            raise ValueError(f"{name} must be one of {names}, got {value!r}")
    if weight is not None and getattr(weight, "shape", 0) != shape[1:2]:
        raise ValueError(
            f"weight must be None or a tensor of shape {tuple(shape[1:2])}, "
            f"got {_got(weight)}"
        )
    if not isinstance(ignore_index, Integral):
        raise ValueError(
            f"ignore_index must be an integer, got {ignore_index!r}"
        )

    # Half precision is widened: 512 x 512 pixels are beyond its 65504.
    z = logits.to(torch.promote_types(logits.dtype, torch.float32))
    parts = _parts(z, target, classes, power, ignore_index)
    wrong, size, valid, present = parts
    counts = (present if classes and average == "present" else valid).any(2)
    samples = valid.flatten(1).any(1)
    wrong, size = wrong.sum(2), size.sum(2)
    if over == "batch":
        samples, counts = samples.any(0, True), counts.any(0, True)
        wrong, size = wrong.sum(0, True), size.sum(0, True)
    share = counts.to(z.dtype)
    if weight is not None:
        share = share * weight.to(z.dtype)
    if average == "micro":
        wrong = (share * wrong).sum(1, True)
        size = (share * size).sum(1, True)
        share = counts.any(1, True).to(z.dtype)
    size = size + smooth
    # Where smooth is 0 and all p underflow, all that there is is wrong.
    least = size < torch.finfo(z.dtype).tiny
    each = (wrong / size.where(~least, 1)).where(~least, 1)
    total = share.sum(1)
    loss = (share * each).sum(1) / total.where(total > 0, 1)
    if reduction == "mean":
        return loss.sum() / samples.sum().clamp(min=1)
    if reduction == "sum":
        return loss.sum()
    return loss if over == "sample" else loss.squeeze(0)


def _parts(
    z: Tensor, target: Tensor, classes: bool, power: int, ignore_index: int
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Of each pixel what is wrong, its size, and whether it is valid and true.

    One less the overlap is the sum of (1 - y) p + y (1 - p) over the size, or
    of (p - y)^2 with squares. Added up so a small loss keeps all its digits.
    """
    valid, y = target != ignore_index, target
    if classes:
        valid, y = valid.unsqueeze(1), y.unsqueeze(1)
    # What is ignored may be anything: it is replaced before the arithmetic.
    z, y = z.where(valid, 0), y.where(valid, 0)
    if classes:
        p = z.softmax(1)
        own, others = p.gather(1, y), p.scatter(1, y, 0)
        # 1 - p of the true class is the sum of the others where that is small:
        # neither value nor gradient is then a difference of nearly equal ones.
        rest, sure = others.sum(1, keepdim=True), own > 0.5
        own, rest = own.where(~sure, 1 - rest), rest.where(sure, 1 - own)
        off, p = others.scatter(1, y, rest), others.scatter(1, y, own)
        y = torch.zeros_like(p).scatter(1, y, 1)
        wrong = off if power == 1 else off * off
    else:
        y = y.to(z.dtype)
        # p and 1 - p as exp of softplus: sigmoid has no slope where it is 1.
        p = F.softplus(z, beta=-1, threshold=40).exp()
        q = (-F.softplus(z, threshold=40)).exp()
        above, below = (1 - y) * p, y * q
        wrong = above + below if power == 1 else (above - below) ** 2
    size = p + y if power == 1 else p * p + y * y
    valid = valid.expand_as(p)
    parts = wrong.where(valid, 0), size.where(valid, 0), valid, valid & (y > 0)
    return tuple(part.flatten(2) for part in parts)


def _got(value: object) -> str:
    """What came, for a message."""
    if isinstance(value, Tensor):
        return f"{value.dtype} of shape {tuple(value.shape)}"
    return repr(value)


class DiceLoss(nn.Module):
    """`dice_loss` as a module; weight is a buffer."""

    def __init__(
        self,
        *,
        smooth: float = 1.0,
        power: int = 1,
        over: str = "sample",
        average: str = "macro",
        weight: Tensor | None = None,
        ignore_index: int = -100,
        reduction: str = "mean",
    ) -> None:
        super().__init__()
        self.smooth, self.power, self.over = smooth, power, over
        self.average, self.ignore_index = average, ignore_index
        self.reduction = reduction
        self.register_buffer("weight", weight)

    def forward(self, logits: Tensor, target: Tensor) -> Tensor:
        return dice_loss(
            logits,
            target,
            smooth=self.smooth,
            power=self.power,
            over=self.over,
            average=self.average,
            weight=self.weight,
            ignore_index=self.ignore_index,
            reduction=self.reduction,
        )

    def extra_repr(self) -> str:
        return (
            f"smooth={self.smooth}, power={self.power}, over={self.over!r}, "
            f"average={self.average!r}, weight={self.weight}, "
            f"ignore_index={self.ignore_index}, reduction={self.reduction!r}"
        )


if __name__ == "__main__":
    # A square of 9 pixels, of which a model finds 4, and no others.
    mask, guess = torch.zeros(2, 1, 1, 5, 5)
    mask[..., :3, :3] = 1
    guess[..., :2, :2] = 1
    logits = 20 * guess - 10
    loss = dice_loss(logits, mask)
    print(loss, 1 - (2 * 4 + 1) / (4 + 9 + 1))
    #> tensor(0.3572) 0.3571428571428571
    # Of an empty mask the 4 are all wrong.
    print(dice_loss(logits, torch.zeros_like(mask)), 4 / (4 + 1))
    #> tensor(0.8000) 0.8
    pixels = torch.full((1, 1, 512, 512), 4.0, dtype=torch.float16)
    print(dice_loss(pixels, torch.ones_like(pixels)))
    #> tensor(0.0091)
