"""SupCon: each sample must find the others of its class in the batch.

Of one sample, whose cosine with the other sample j over the temperature is z_j;
y_j is 1 for the n of its class, and 0 for all others:

    l = 1/n sum_j y_j (log sum_k exp(z_k) - z_j)

Source: Khosla, Teterwak, Wang, Sarna and 5 others, Supervised Contrastive
Learning, 2020, arXiv 2004.11362, equation 2; Chen, Kornblith, Norouzi, Hinton,
A Simple Framework for Contrastive Learning of Visual Representations, 2020,
arXiv 2002.05709, equation 1, NT-Xent, which it is for two views of each input.
"""

from numbers import Real

import torch
from torch import Tensor, nn


def supervised_contrastive_loss(
    embedding: Tensor,
    target: Tensor,
    *,
    temperature: float | Tensor = 0.1,
    reduction: str = "mean",
) -> Tensor:
    """One value for each sample: 0 if no other one is of its class.

    Half precision is computed, and the loss returned, in float32. In cosine and
    logarithm terms of unlike sign cancel: an error is relative to the largest
    term in the batch.

    Args:
        embedding: (N, D), floating point, of any length: only directions count.
        target: (N,), int64; values are not checked. For two views of the same
            inputs without classes, NT-Xent, the number of the input.
        temperature: above 0; or a tensor of shape (), to be learned.
        reduction: `"none"` (N values), `"sum"`; or `"mean"`, over the samples
            that have another of their class: 0 if there is none, or the batch
            is empty.

    Raises:
        ValueError: an argument has a wrong type, shape, dtype or value.
    """
    floating = isinstance(embedding, Tensor) and embedding.is_floating_point()
    if not floating or embedding.dim() != 2 or not embedding.shape[1]:
        raise ValueError(
            f"embedding must be floating point of shape (N, D), "
            f"got {_got(embedding)}"
        )
    shape = embedding.shape[:1]
    if getattr(target, "dtype", 0) != torch.int64 or target.shape != shape:
        raise ValueError(
            f"target must be torch.int64 of shape {tuple(shape)}, "
            f"got {_got(target)}"
        )
    if isinstance(temperature, Tensor):
        right = temperature.dim() == 0 and temperature.is_floating_point()
    else:
        right = isinstance(temperature, Real) and 0 < temperature < float("inf")
    if not right:
        raise ValueError(
            "temperature must be finite and above 0, or a floating-point "
            f"tensor of shape (), got {temperature!r}"
        )
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(
            f"reduction must be 'none', 'mean' or 'sum', got {reduction!r}"
        )

    a = _unit(embedding)
    with _no_autocast(a):
        z = a @ a.T
    z = z / temperature
    itself = torch.eye(len(z), dtype=torch.bool, device=z.device)
    positive = (target.unsqueeze(1) == target) & ~itself
    # A sample is not among its own candidates.
    log_p = z.masked_fill(itself, torch.finfo(z.dtype).min).log_softmax(1)
    count = positive.sum(1)
    loss = (-log_p).where(positive, 0).sum(1) / count.clamp(min=1)
    if reduction == "none":
        return loss
    total = loss.sum()
    found = (count > 0).sum().clamp(min=1)
    return total / found if reduction == "mean" else total


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


class SupervisedContrastiveLoss(nn.Module):
    """`supervised_contrastive_loss` as a module; a tensor is a buffer."""

    def __init__(
        self,
        *,
        temperature: float | Tensor = 0.1,
        reduction: str = "mean",
    ) -> None:
        super().__init__()
        if isinstance(temperature, Tensor):
            self.register_buffer("temperature", temperature)
        else:
            self.temperature = temperature
        self.reduction = reduction

    def forward(self, embedding: Tensor, target: Tensor) -> Tensor:
        return supervised_contrastive_loss(
            embedding,
            target,
            temperature=self.temperature,
            reduction=self.reduction,
        )

    def extra_repr(self) -> str:
        return f"temperature={self.temperature}, reduction={self.reduction!r}"


if __name__ == "__main__":
    view = torch.tensor([[1.0, 0.0, 0.5], [0.2, 1.0, -0.3], [-0.4, 0.3, 1.0]])
    other = torch.tensor([[0.9, 0.1, 0.4], [0.0, 1.0, 0.2], [0.8, -0.3, 0.1]])
    embedding = torch.cat([view, other])
    target = torch.tensor([0, 1, 1, 0, 1, 0])
    loss = supervised_contrastive_loss(embedding, target)
    print(loss)
    #> tensor(1.9779)
    # The last sample is the only one of its class: it counts for nothing.
    alone = torch.tensor([0, 1, 1, 0, 1, 2])
    print(supervised_contrastive_loss(embedding, alone, reduction="none"))
    #> tensor([0.2874, 4.6732, 2.5856, 0.2276, 2.1580, 0.0000])
    # NT-Xent: each has a class of its own, with two views of it.
    number = torch.arange(3).repeat(2)
    print(supervised_contrastive_loss(embedding, number, temperature=0.5))
    #> tensor(1.4247)
