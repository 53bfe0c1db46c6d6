"""InfoNCE: each query must find its own key among all keys of the batch.

Of one query, whose cosine with key j over the temperature is z_j, and whose own
key is the one of number y:

    l = log sum_j exp(z_j) - z_y

If symmetric, keys are queries too: the mean of both losses of a pair.

Source: van den Oord, Li, Vinyals, Representation Learning with Contrastive
Predictive Coding, 2018, arXiv 1807.03748; Radford, Kim, Hallacy, Ramesh and 8
others, Learning Transferable Visual Models From Natural Language Supervision,
2021, arXiv 2103.00020, which has both sides.
"""

from numbers import Real

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def info_nce_loss(
    query: Tensor,
    key: Tensor,
    *,
    temperature: float | Tensor = 0.07,
    symmetric: bool = False,
    reduction: str = "mean",
) -> Tensor:
    """Cross-entropy of cosines: the right key against all others.

    Half precision is computed, and the loss returned, in float32. The mean of
    an empty batch is 0. In a cosine terms of unlike sign cancel: an error of
    the gradient is relative to the largest in the batch.

    Args:
        query: (N, D), floating point, of any length: only directions count.
        key: (M, D) with M at least N: key i belongs to query i, and all others,
            those beyond N too, are negatives; or (N, M, D), keys of each query
            alone, the first of which is right; values are not checked.
        temperature: above 0; or a tensor of shape (), to be learned.
        symmetric: whether each key must find its query, too. No keys of each
            query alone, then.
        reduction: `"none"` (N values), `"mean"` or `"sum"`.

    Raises:
        ValueError: an argument has a wrong type, shape, dtype or value.
    """
    for name, tensor, dims in (("query", query, (2,)), ("key", key, (2, 3))):
        floating = isinstance(tensor, Tensor) and tensor.is_floating_point()
        if not floating or tensor.dim() not in dims or not tensor.shape[-1]:
            raise ValueError(
                f"{name} must be floating point of {dims} dimensions, "
                f"got {_got(tensor)}"
            )
    (count, width), own = query.shape, key.dim() == 3
    right = key.shape[0] == count if own else key.shape[0] >= count
    if not right or key.shape[-1] != width or not key.shape[1]:
        raise ValueError(
            f"key must be (M, {width}), M at least {count}, or ({count}, M, "
            f"{width}), got {_got(key)}"
        )
    if not _positive(temperature):
        raise ValueError(
            "temperature must be finite and above 0, or a floating-point "
            f"tensor of shape (), got {temperature!r}"
        )
    if not isinstance(symmetric, bool) or (symmetric and own):
        raise ValueError(
            "symmetric must be True or False, and False for keys of each query "
            f"alone, got {symmetric!r}"
        )
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(
            f"reduction must be 'none', 'mean' or 'sum', got {reduction!r}"
        )

    a, b = _unit(query), _unit(key)
    with _no_autocast(a):
        z = (b @ a.unsqueeze(2)).squeeze(2) if own else a @ b.T
    z, y = z / temperature, torch.arange(count, device=z.device)
    loss = _surprise(z, torch.zeros_like(y) if own else y)
    if symmetric:
        loss = (loss + _surprise(z[:, :count].T, y)) / 2
    if reduction == "none":
        return loss
    # The mean of an empty batch is 0, as its sum is.
    averaged = reduction == "mean" and loss.numel() > 0
    return loss.mean() if averaged else loss.sum()


def _unit(x: Tensor) -> Tensor:
    """The directions of vectors; 0 for a vector of zeros."""
    x = x.to(torch.promote_types(x.dtype, torch.float32))
    # Over the largest entry, which cancels, so that no square overflows.
    largest = x.detach().abs().amax(-1, keepdim=True)
    x = x / largest.where(largest != 0, 1)
    return x / torch.linalg.vector_norm(x, dim=-1, keepdim=True).clamp(min=1)


def _surprise(z: Tensor, y: Tensor) -> Tensor:
    """-log p of key y, as log(1 + exp(others - z_y)).

    That keeps all digits, and those of the gradient, where p rounds to 1.
    """
    y = y.unsqueeze(1)
    others = z.scatter(1, y, torch.finfo(z.dtype).min).logsumexp(1)
    return F.softplus(others - z.gather(1, y).squeeze(1), threshold=40)


def _positive(number: object) -> bool:
    """Whether it can be a temperature; a tensor's value is not read."""
    if isinstance(number, Tensor):
        return number.dim() == 0 and number.is_floating_point()
    return isinstance(number, Real) and 0 < number < float("inf")


def _no_autocast(x: Tensor) -> torch.autocast:
    """A product of matrices would be in half precision under autocast."""
    kind = x.device.type
    known = torch.amp.is_autocast_available(kind)
    return torch.autocast(kind if known else "cpu", enabled=False)


def _got(value: object) -> str:
    """What came, for a message."""
    if isinstance(value, Tensor):
        return f"{value.dtype} of shape {tuple(value.shape)}"
    return repr(value)


class InfoNCELoss(nn.Module):
    """`info_nce_loss` as a module; a tensor as temperature is a buffer."""

    def __init__(
        self,
        *,
        temperature: float | Tensor = 0.07,
        symmetric: bool = False,
        reduction: str = "mean",
    ) -> None:
        super().__init__()
        if isinstance(temperature, Tensor):
            self.register_buffer("temperature", temperature)
        else:
            self.temperature = temperature
        self.symmetric, self.reduction = symmetric, reduction

    def forward(self, query: Tensor, key: Tensor) -> Tensor:
        return info_nce_loss(
            query,
            key,
            temperature=self.temperature,
            symmetric=self.symmetric,
            reduction=self.reduction,
        )

    def extra_repr(self) -> str:
        return (
            f"temperature={self.temperature}, symmetric={self.symmetric}, "
            f"reduction={self.reduction!r}"
        )


if __name__ == "__main__":
    query = torch.tensor([[1.0, 0.0, 0.5], [0.2, 1.0, -0.3], [-0.4, 0.3, 1.0]])
    key = torch.tensor([[0.9, 0.1, 0.4], [0.0, 1.0, 0.2], [-0.5, 0.1, 0.8]])
    loss = info_nce_loss(query, key)
    print(loss, info_nce_loss(query, key, symmetric=True))
    #> tensor(0.0002) tensor(0.0005)
    # Further keys are further negatives; here one that is like the first.
    harder = torch.cat([key, torch.tensor([[1.0, 0.1, 0.5]])])
    print(info_nce_loss(query, harder, reduction="none"))
    #> tensor([7.0873e-01, 6.1880e-05, 5.0279e-04])
    # Keys of each query alone, the right one first.
    alone = torch.stack([key, key.roll(1, dims=0)], dim=1)
    print(info_nce_loss(query, alone, temperature=0.5))
    #> tensor(0.2061)
    # At temperature 0.01, in half precision.
    print(info_nce_loss(query.half(), key.flip(0).half(), temperature=0.01))
    #> tensor(66.5340)
