"""Lovász loss: the Jaccard (IoU) loss of a mask, made continuous.

The error of a pixel is, for a mask of its own, a hinge of the logit: 1 less z
where y is 1, and 1 plus z where it is 0, or 0 if that is below 0. For class k
of a softmax it is the distance of p_k from the label. With the errors m in
descending order, and g_n what the pixel n adds to the Jaccard loss once those
before it are wrong:

    l = sum_n m_n g_n

Source: Berman, Rannen Triki, Blaschko, The Lovász-Softmax loss: A tractable
surrogate for the optimization of the intersection-over-union measure in neural
networks, 2017, arXiv 1705.08790.
"""

from numbers import Integral

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def lovasz_loss(
    logits: Tensor,
    target: Tensor,
    *,
    over: str = "sample",
    average: str = "present",
    weight: Tensor | None = None,
    ignore_index: int = -100,
    reduction: str = "mean",
) -> Tensor:
    """The Lovász hinge of masks, or Lovász-Softmax of classes.

    Half precision is computed, and the loss returned, in float32. The mean of
    an empty batch is 0, and so is it if all is ignored. Where errors are equal,
    or round to the same number, the gradient is that of one of their orders.
    Of a softmax, terms of unlike sign cancel in the gradient: its error is then
    relative to the terms.

    Args:
        logits: scores, floating point, (N, C, d1, ...): channels on dim 1.
        target: floating point, the shape of `logits`, 0 or 1, for masks that
            are apart (hinge); or int64 class indices, that shape without dim 1
            (softmax over C, at least 2); values are not checked.
        over: `"sample"`, one value for each sample; or `"batch"`, one for all
            pixels of the batch.
        average: of the channels: `"present"`, the mean over the classes that
            some pixel has (a mask of its own always counts); or `"macro"`,
            over all.
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
    for name, value, names in (
        ("over", over, ("sample", "batch")),
        ("average", average, ("present", "macro")),
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

    # Half precision is widened, so that errors keep their order.
    z = logits.to(torch.promote_types(logits.dtype, torch.float32))
    errors, true, valid = _errors(z, target, classes, ignore_index)
    present = true if classes and average == "present" else valid
    counts, samples = present.any(2), valid.flatten(1).any(1)
    if over == "batch":
        counts, samples = counts.any(0, True), samples.any(0, True)
        errors, true = (
            each.transpose(0, 1).flatten(1).unsqueeze(0)
            for each in (errors, true)
        )
    share = counts.to(z.dtype)
    if weight is not None:
        share = share * weight.to(z.dtype)
    errors, order = errors.sort(2, descending=True)
    each = (errors * _steps(true.gather(2, order), z.dtype)).sum(2)
    total = share.sum(1)
    loss = (share * each).sum(1) / total.where(total > 0, 1)
    if reduction == "mean":
        return loss.sum() / samples.sum().clamp(min=1)
    if reduction == "sum":
        return loss.sum()
    return loss if over == "sample" else loss.squeeze(0)


def _errors(
    z: Tensor, target: Tensor, classes: bool, ignore_index: int
) -> tuple[Tensor, Tensor, Tensor]:
    """Of each pixel the error, whether it is true, and whether it is valid."""
    valid, y = target != ignore_index, target
    if classes:
        valid, y = valid.unsqueeze(1), y.unsqueeze(1)
    # What is ignored may be anything: it is replaced before the arithmetic. An
    # error of 0 adds nothing, and changes no step of a larger one.
    z, y = z.where(valid, 0), y.where(valid, 0)
    if classes:
        p = z.softmax(1)
        own, others = p.gather(1, y), p.scatter(1, y, 0)
        # 1 - p of the true class is the sum of the others where that is small:
        # neither value nor gradient is then a difference of nearly equal ones.
        rest = others.sum(1, keepdim=True).where(own > 0.5, 1 - own)
        errors = others.scatter(1, y, rest)
        true = torch.zeros_like(p).scatter(1, y, 1) > 0
    else:
        errors = F.relu(1 - z * (2 * y.to(z.dtype) - 1))
        true = y > 0.5
    valid = valid.expand_as(z)
    parts = errors.where(valid, 0), true & valid, valid
    return tuple(part.flatten(2) for part in parts)


def _steps(true: Tensor, dtype: torch.dtype) -> Tensor:
    """What each pixel adds to the Jaccard loss of the wrong ones before it.

    A true one takes 1 from the intersection I, so it adds 1 / U. A false one
    adds 1 to the union U - 1, so it adds I / (U - 1) - I / U. No difference is
    taken, and counts are exact.
    """
    found = true.cumsum(2)
    left = true.sum(2, True) - found
    union = left + torch.ones_like(found).cumsum(2)
    left, union = left.to(dtype), union.to(dtype)
    # Of an empty mask the first, and worst, pixel adds 1.
    false = (left / (union - 1)).where(union > 1, 1)
    return torch.ones_like(left).where(true, false) / union


def _got(value: object) -> str:
    """What came, for a message."""
    if isinstance(value, Tensor):
        return f"{value.dtype} of shape {tuple(value.shape)}"
    return repr(value)


class LovaszLoss(nn.Module):
    """`lovasz_loss` as a module; weight is a buffer."""

    def __init__(
        self,
        *,
        over: str = "sample",
        average: str = "present",
        weight: Tensor | None = None,
        ignore_index: int = -100,
        reduction: str = "mean",
    ) -> None:
        super().__init__()
        self.over, self.average = over, average
        self.ignore_index, self.reduction = ignore_index, reduction
        self.register_buffer("weight", weight)

    def forward(self, logits: Tensor, target: Tensor) -> Tensor:
        return lovasz_loss(
            logits,
            target,
            over=self.over,
            average=self.average,
            weight=self.weight,
            ignore_index=self.ignore_index,
            reduction=self.reduction,
        )

    def extra_repr(self) -> str:
        return (
            f"over={self.over!r}, average={self.average!r}, "
            f"weight={self.weight}, ignore_index={self.ignore_index}, "
            f"reduction={self.reduction!r}"
        )


if __name__ == "__main__":
    # A square of 9 pixels, of which a model finds 4, and 1 that is not there.
    mask, guess = torch.zeros(2, 1, 1, 5, 5)
    mask[..., :3, :3] = 1
    guess[..., :2, :2] = guess[..., 4, 4] = 1
    logits = 2 * guess - 1
    loss = lovasz_loss(logits, mask)
    print(loss, 2 * (1 - 4 / (9 + 1)))
    #> tensor(1.2000) 1.2
    # As two classes, of which the background has 16 pixels.
    logits = torch.cat([10 - 20 * guess, 20 * guess - 10], dim=1)
    loss = lovasz_loss(logits, mask.squeeze(1).long(), reduction="none")
    print(loss, 1 - (4 / 10 + 15 / 21) / 2)
    #> tensor([0.4429]) 0.44285714285714284
