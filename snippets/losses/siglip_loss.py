"""SigLIP's sigmoid loss: whether each query belongs with each key, or not.

Of one query, whose logit z_j is its cosine with key j over the temperature,
plus the bias, and whose own key is the one of number y:

    l = - log sigmoid(z_y) - sum_{j != y} log sigmoid(-z_j)

Source: Zhai, Mustafa, Kolesnikov, Beyer, Sigmoid Loss for Language Image
Pre-Training, 2023, arXiv 2303.15343.
"""

from numbers import Real

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def siglip_loss(
    query: Tensor,
    key: Tensor,
    *,
    temperature: float | Tensor = 0.1,
    bias: float | Tensor = -10.0,
    reduction: str = "mean",
) -> Tensor:
    """Binary cross-entropy of all pairs, summed over the keys.

    Half precision is computed, and the loss returned, in float32. The mean of
    an empty batch is 0. In a cosine terms of unlike sign cancel: an error is
    relative to the largest term in the batch.

    Args:
        query: (N, D), floating point, of any length: only directions count.
        key: (M, D) with M at least N: key i belongs to query i, and all others,
            those beyond N too, are negatives; values are not checked.
        temperature: above 0; or a tensor of shape (), to be learned.
        bias: added to all logits; or a tensor of shape (), to be learned.
        reduction: `"none"` (N values), `"mean"`, over the queries and not over
            the pairs, or `"sum"`.

    Raises:
        ValueError: an argument has a wrong type, shape, dtype or value.
    """
    for name, tensor in (("query", query), ("key", key)):
        floating = isinstance(tensor, Tensor) and tensor.is_floating_point()
        if not floating or tensor.dim() != 2 or not tensor.shape[1]:
            raise ValueError(
                f"{name} must be floating point of 2 dimensions, "
                f"got {_got(tensor)}"
            )
    count, width = query.shape
    if key.shape[0] < count or key.shape[1] != width:
        raise ValueError(
            f"key must be (M, {width}), M at least {count}, got {_got(key)}"
        )
    for name, value, least in (
        ("temperature", temperature, 0.0),
        ("bias", bias, -float("inf")),
    ):
        if isinstance(value, Tensor):
            right = value.dim() == 0 and value.is_floating_point()
        else:
            right = isinstance(value, Real) and least < value < float("inf")
        if not right:
            raise ValueError(
                f"{name} must be finite and above {least}, or a "
                f"floating-point tensor of shape (), got {value!r}"
            )
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(
            f"reduction must be 'none', 'mean' or 'sum', got {reduction!r}"
        )

    a, b = _unit(query), _unit(key)
    with _no_autocast(a):
        z = a @ b.T
    z = z / temperature + bias
    pair = torch.eye(*z.shape, dtype=torch.bool, device=z.device)
    # -log sigmoid(y z) = log(1 + exp(-y z)), which does not overflow.
    loss = F.softplus(torch.where(pair, -z, z), threshold=40).sum(1)
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


class SigLIPLoss(nn.Module):
    """`siglip_loss` as a module; tensors among its options are buffers."""

    def __init__(
        self,
        *,
        temperature: float | Tensor = 0.1,
        bias: float | Tensor = -10.0,
        reduction: str = "mean",
    ) -> None:
        super().__init__()
        for name, value in (("temperature", temperature), ("bias", bias)):
            if isinstance(value, Tensor):
                self.register_buffer(name, value)
            else:
                setattr(self, name, value)
        self.reduction = reduction

    def forward(self, query: Tensor, key: Tensor) -> Tensor:
        return siglip_loss(
            query,
            key,
            temperature=self.temperature,
            bias=self.bias,
            reduction=self.reduction,
        )

    def extra_repr(self) -> str:
        return (
            f"temperature={self.temperature}, bias={self.bias}, "
            f"reduction={self.reduction!r}"
        )


if __name__ == "__main__":
    query = torch.tensor([[1.0, 0.0, 0.5], [0.2, 1.0, -0.3], [-0.4, 0.3, 1.0]])
    key = torch.tensor([[0.9, 0.1, 0.4], [0.0, 1.0, 0.2], [-0.5, 0.1, 0.8]])
    loss = siglip_loss(query, key)
    print(loss)
    #> tensor(1.0468)
    # No key competes with another: the parts of a batch of keys add up.
    first = siglip_loss(query[:1], key[:2], reduction="sum")
    rest = siglip_loss(query[:1], key[[0, 2]], reduction="sum")
    once = siglip_loss(query[:1], key[:1], reduction="sum")
    print(first + rest - once, siglip_loss(query[:1], key, reduction="sum"))
    #> tensor(0.7245) tensor(0.7245)
    # Both are learned: how surely a pair is told, and where the line is.
    temperature = torch.tensor(0.1, requires_grad=True)
    bias = torch.tensor(-10.0, requires_grad=True)
    siglip_loss(query, key, temperature=temperature, bias=bias).backward()
    print(temperature.grad, bias.grad)
    #> tensor(58.3793) tensor(-0.6246)
