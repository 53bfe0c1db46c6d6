"""Tversky loss: overlap of two masks with false alarms and misses apart.

With p = sigmoid(z), or p the softmax of z over the classes, and sums over the
pixels j of one sample and channel:

    A = sum_j p_j y_j
    F = sum_j p_j (1 - y_j)
    M = sum_j (1 - p_j) y_j
    l = (1 - (A + s) / (A + alpha F + beta M + s))^gamma

Source: Salehi, Erdogmus, Gholipour, Tversky loss function for image
segmentation using 3D fully convolutional deep networks, 2017, arXiv 1706.05721;
Abraham, Khan, A Novel Focal Tversky loss function with improved Attention U-Net
for lesion segmentation, 2018, arXiv 1810.07842, with the exponent.
"""

from numbers import Integral, Real

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def tversky_loss(
    logits: Tensor,
    target: Tensor,
    *,
    alpha: float = 0.3,
    beta: float = 0.7,
    gamma: float = 1.0,
    smooth: float = 1.0,
    over: str = "sample",
    average: str = "macro",
    weight: Tensor | None = None,
    ignore_index: int = -100,
    reduction: str = "mean",
) -> Tensor:
    """One less the Tversky index of two masks, to a power.

    With alpha and beta 1 it is Jaccard (IoU) loss, with 0.5 Dice loss of twice
    the `smooth`. Half precision is computed, and the loss returned, in float32.
    The mean of an empty batch is 0, and so is it if all is ignored. Where p is
    close to 0 or 1, or little overlaps, terms of unlike sign cancel in the
    gradient: its error is then relative to the terms.

    Args:
        logits: scores, floating point, (N, C, d1, ...): channels on dim 1.
        target: floating point, the shape of `logits`, in [0, 1], for masks that
            are apart (sigmoid); or int64 class indices, that shape without dim
            1 (softmax over C, at least 2); values are not checked.
        alpha: weight of false positives, above 0.
        beta: weight of false negatives, above 0.
        gamma: exponent of the loss of each channel, above 0.
        smooth: s, at least 0. It gives an empty mask a gradient; with 0 an
            empty mask costs 1 whatever is predicted.
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
    for name, value in (("alpha", alpha), ("beta", beta), ("gamma", gamma)):
        if not (isinstance(value, Real) and 0 < value < float("inf")):
            raise ValueError(
                f"{name} must be a number, finite and above 0, got {value!r}"
            )
    if not (isinstance(smooth, Real) and 0 <= smooth < float("inf")):
        raise ValueError(
            f"smooth must be a number, finite and at least 0, got {smooth!r}"
        )
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
    log_p, log_q, p, y, valid = _logs(z, target, classes, ignore_index)
    present = valid & (y > 0) if classes and average == "present" else valid
    counts, samples = present.any(2), valid.flatten(1).any(1)
    if over == "batch":
        counts, samples = counts.any(0, True), samples.any(0, True)
    share = counts.to(z.dtype)
    if weight is not None:
        share = share * weight.to(z.dtype)
    within = (2,) + (0,) * (over == "batch") + (1,) * (average == "micro")
    each = share.unsqueeze(2) if average == "micro" else 1
    # What is wrong may be too small for its dtype where its power is not. So
    # it is added up in units of exp(unit), of its size, and goes on as a log.
    above, below = valid & (y < 1), valid & (y > 0)
    lowest = torch.finfo(z.dtype).min
    most = torch.maximum(log_p.where(above, lowest), log_q.where(below, lowest))
    unit = most.detach().logsumexp(within, True)
    false = (1 - y) * (log_p - unit).where(above, 0).exp()
    missed = y * (log_q - unit).where(below, 0).exp()
    wrong = each * (alpha * false + beta * missed).where(valid, 0)
    right = each * (y * p).where(valid, 0)
    wrong, right = wrong.sum(within, True), right.sum(within, True) + smooth
    if average == "micro":
        share = counts.any(1, True).to(z.dtype)
    # wrong / (wrong + right) is the sigmoid of log(wrong / right).
    odds = wrong.where(wrong != 0, 1).log() + unit
    odds = odds - right.where(right != 0, 1).log()
    log_loss = F.logsigmoid(odds).where(right != 0, 0)
    each = torch.exp(gamma * log_loss).where(wrong != 0, 0).squeeze(2)
    if average == "micro" or over == "batch":
        each = each.reshape(share.shape)
    total = share.sum(1)
    loss = (share * each).sum(1) / total.where(total > 0, 1)
    if reduction == "mean":
        return loss.sum() / samples.sum().clamp(min=1)
    if reduction == "sum":
        return loss.sum()
    return loss if over == "sample" else loss.squeeze(0)


def _logs(
    z: Tensor, target: Tensor, classes: bool, ignore_index: int
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """The logs of p and of 1 - p, p, the mask, and which pixels are valid.

    Of classes, the log of 1 - p and p are those of the true class.
    """
    valid, y = target != ignore_index, target
    if classes:
        valid, y = valid.unsqueeze(1), y.unsqueeze(1)
    # What is ignored may be anything: it is replaced before the arithmetic.
    z, y = z.where(valid, 0), y.where(valid, 0)
    if classes:
        log_p = z.log_softmax(1)
        own = log_p.gather(1, y)
        # 1 - p of the true class is the sum of the others where that is small:
        # neither value nor gradient is then a difference of nearly equal ones.
        others = log_p.scatter(1, y, torch.finfo(z.dtype).min)
        rest, sure = others.logsumexp(1, keepdim=True), own > -0.7
        unsure = own.where(~sure, -1).exp()
        log_q = rest.where(sure, torch.log1p(-unsure)).expand_as(z)
        p = (1 - rest.exp()).where(sure, unsure).expand_as(z)
        y = torch.zeros_like(z).scatter(1, y, 1)
    else:
        log_p = F.softplus(z, beta=-1, threshold=40)
        log_q, y = -F.softplus(z, threshold=40), y.to(z.dtype)
        p = log_p.exp()
    valid = valid.expand_as(z)
    return tuple(each.flatten(2) for each in (log_p, log_q, p, y, valid))


def _got(value: object) -> str:
    """What came, for a message."""
    if isinstance(value, Tensor):
        return f"{value.dtype} of shape {tuple(value.shape)}"
    return repr(value)


class TverskyLoss(nn.Module):
    """`tversky_loss` as a module; weight is a buffer."""

    def __init__(
        self,
        *,
        alpha: float = 0.3,
        beta: float = 0.7,
        gamma: float = 1.0,
        smooth: float = 1.0,
        over: str = "sample",
        average: str = "macro",
        weight: Tensor | None = None,
        ignore_index: int = -100,
        reduction: str = "mean",
    ) -> None:
        super().__init__()
        self.alpha, self.beta, self.gamma = alpha, beta, gamma
        self.smooth, self.over, self.average = smooth, over, average
        self.ignore_index, self.reduction = ignore_index, reduction
        self.register_buffer("weight", weight)

    def forward(self, logits: Tensor, target: Tensor) -> Tensor:
        return tversky_loss(
            logits,
            target,
            alpha=self.alpha,
            beta=self.beta,
            gamma=self.gamma,
            smooth=self.smooth,
            over=self.over,
            average=self.average,
            weight=self.weight,
            ignore_index=self.ignore_index,
            reduction=self.reduction,
        )

    def extra_repr(self) -> str:
        return (
            f"alpha={self.alpha}, beta={self.beta}, gamma={self.gamma}, "
            f"smooth={self.smooth}, over={self.over!r}, "
            f"average={self.average!r}, weight={self.weight}, "
            f"ignore_index={self.ignore_index}, reduction={self.reduction!r}"
        )


if __name__ == "__main__":
    # A square of 9 pixels, of which a model finds 4, and 1 that is not there.
    mask, guess = torch.zeros(2, 1, 1, 5, 5)
    mask[..., :3, :3] = 1
    guess[..., :2, :2] = guess[..., 4, 4] = 1
    logits = 20 * guess - 10
    loss = tversky_loss(logits, mask, alpha=0.3, beta=0.7)
    print(loss, 1 - (4 + 1) / (4 + 0.3 * 1 + 0.7 * 5 + 1))
    #> tensor(0.4318) 0.4318181818181819
    print(tversky_loss(logits, mask, gamma=0.75))
    #> tensor(0.5327)
    # Jaccard loss: 4 of the 10 pixels that either has.
    loss = tversky_loss(logits, mask, alpha=1.0, beta=1.0)
    print(loss, 1 - (4 + 1) / (10 + 1))
    #> tensor(0.5455) 0.5454545454545454
