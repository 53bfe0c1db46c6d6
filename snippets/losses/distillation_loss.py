"""Distillation: the KL divergence of a student from a teacher, softened.

Let z be the student's logits, v the teacher's, and T the temperature.
With p = softmax(z / T) and y = softmax(v / T):

    l = T^2 sum_k y_k (log y_k - log p_k)

Source: Hinton, Vinyals, Dean, Distilling the Knowledge in a Neural Network,
2015, arXiv 1503.02531, equations 2 to 4.
"""

from numbers import Real

import torch
from torch import Tensor, nn


def distillation_loss(
    logits: Tensor,
    teacher: Tensor,
    *,
    temperature: float = 4.0,
    reduction: str = "mean",
) -> Tensor:
    """How far the student is from the teacher; the teacher gets no gradient.

    Half precision is computed, and the loss returned, in float32. The mean of
    an empty batch is 0. Where both nearly agree, terms of unlike sign cancel in
    the gradient: its error is then relative to the terms.

    Args:
        logits: the student's scores before the softmax, floating point,
            classes on dim 1: (N, K) or (N, K, d1, ...); or (K,) for one sample.
        teacher: those of the teacher, the shape of `logits`; values are not
            checked. A class with a score of minus infinity counts for nothing.
        temperature: T, above 0, which divides the scores of both.
        reduction: `"none"`, the shape of `logits` without the classes;
            `"sum"`; or `"mean"` over all values, which is over N and d1, ...

    Raises:
        ValueError: an argument has a wrong type, shape, dtype or value.
    """
    for name, tensor in (("logits", logits), ("teacher", teacher)):
        if not (
            isinstance(tensor, Tensor)
            and tensor.is_floating_point()
            and tensor.dim() > 0
        ):
            raise ValueError(
                f"{name} must be a floating-point tensor with a dimension of "
                f"classes, got {_got(tensor)}"
            )
    if teacher.shape != logits.shape:
        raise ValueError(
            "teacher must have the shape of logits, "
            f"{tuple(logits.shape)}, got {tuple(teacher.shape)}"
        )
    if not (isinstance(temperature, Real) and 0 < temperature < float("inf")):
        raise ValueError(
            "temperature must be a number, finite and above 0, "
            f"got {temperature!r}"
        )
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(
            f"reduction must be 'none', 'mean' or 'sum', got {reduction!r}"
        )

    # Widened before the logarithms: T^2 multiplies what they round.
    dtype = torch.promote_types(logits.dtype, torch.float32)
    dim = min(1, logits.dim() - 1)
    z, v = logits.to(dtype) / temperature, teacher.detach().to(dtype)
    v = v / temperature
    log_p, y = z.log_softmax(dim), v.softmax(dim)
    # Cross-entropy has the gradient. The value is not its difference from the
    # entropy: the two are nearly equal where student and teacher agree.
    cross_entropy = -(y * log_p).where(y != 0, 0).sum(dim)
    slope = cross_entropy - cross_entropy.detach()
    value = _divergence(z.detach(), v, dim) + slope
    finite = cross_entropy.isfinite()
    loss = temperature**2 * value.where(finite, cross_entropy)
    if reduction == "none":
        return loss
    # The mean of an empty batch is 0, as its sum is.
    averaged = reduction == "mean" and loss.numel() > 0
    return loss.mean() if averaged else loss.sum()


def _divergence(z: Tensor, v: Tensor, dim: int) -> Tensor:
    """The KL divergence of softmax(z) from softmax(v), a sum of no negatives.

    Of x = mean of (v - z) under y, less v - z, it is log sum y exp(x), in which
    1 + x adds up to 1: what is left is log(1 + sum y h(x)), h = exp(x) - 1 - x.
    Where some x is large it is the sum of y h(log p - log y).
    """
    log_p, log_y = z.log_softmax(dim), v.log_softmax(dim)
    p, y = log_p.exp(), log_y.exp()
    apart = (v - z).where(y != 0, 0)
    x = ((y * apart).sum(dim, keepdim=True) - apart).where(y != 0, 0)
    near = (x.abs() < 1) & ((y != 0) | (p == 0))
    near = near.all(dim, keepdim=True)
    close = torch.log1p((y * _h(x.where(near, 0))).sum(dim))
    d = (log_p - log_y).where(y != 0, 0)
    small = d.abs() < 1
    far = (y * _h(d.where(small, 0))).where(small, p - y - y * d)
    return close.where(near.squeeze(dim), far.where(y != 0, p).sum(dim))


def _h(x: Tensor) -> Tensor:
    """exp(x) - 1 - x, by its series where the terms would cancel."""
    series = torch.ones_like(x)
    for n in range(11, 2, -1):
        series = 1 + series * x / n
    return (x * x / 2 * series).where(x.abs() < 0.1, torch.expm1(x) - x)


def _got(value: object) -> str:
    """What came, for a message."""
    if isinstance(value, Tensor):
        return f"{value.dtype} of shape {tuple(value.shape)}"
    return repr(value)


class DistillationLoss(nn.Module):
    """`distillation_loss` as a module; see there."""

    def __init__(
        self, *, temperature: float = 4.0, reduction: str = "mean"
    ) -> None:
        super().__init__()
        self.temperature, self.reduction = temperature, reduction

    def forward(self, logits: Tensor, teacher: Tensor) -> Tensor:
        return distillation_loss(
            logits,
            teacher,
            temperature=self.temperature,
            reduction=self.reduction,
        )

    def extra_repr(self) -> str:
        return f"temperature={self.temperature}, reduction={self.reduction!r}"


if __name__ == "__main__":
    logits = torch.tensor([[2.0, 0.5, -1.0], [0.0, 1.0, 0.5]])
    teacher = torch.tensor([[3.0, 1.0, 0.2], [0.0, 2.0, 1.5]])
    target = torch.tensor([0, 1])
    soft = distillation_loss(logits, teacher, temperature=4.0)
    hard = nn.CrossEntropyLoss()(logits, target)
    print(soft, hard)
    #> tensor(0.0663) tensor(0.4608)
    loss = 0.9 * soft + 0.1 * hard
    print(loss)
    #> tensor(0.1057)
    # In half precision the logits may stay as they are.
    print(distillation_loss(logits.bfloat16(), teacher.bfloat16()))
    #> tensor(0.0663)
