"""Triplet loss of a batch with labels: each anchor with its hardest triplet.

Let h_i be the largest distance from x_i to another sample of its label, and g_i
the least one to a sample of any other label. With a margin m,

    l_i = max(0, h_i - g_i + m)

and without one,

    l_i = log(1 + exp(h_i - g_i))

Source: Hermans, Beyer, Leibe, In Defense of the Triplet Loss for Person
Re-Identification, 2017, arXiv 1703.07737.
"""

from numbers import Real

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def batch_hard_triplet_loss(
    embeddings: Tensor,
    labels: Tensor,
    *,
    margin: float | None = 0.2,
    reduction: str = "mean",
) -> Tensor:
    """One value per sample, which is the anchor of its hardest triplet.

    Half precision is computed, and the loss returned, in float32. The mean of
    an empty batch is 0. The two distances cancel: an error is relative to them,
    not to what is left of them.

    Args:
        embeddings: N vectors, floating point, (N, D), best of length 1; the
            distance is Euclidean.
        labels: int64, (N,): samples of one label belong together. Values are
            not checked.
        margin: m, above 0; `None` for the form without one.
        reduction: `"none"` (N values), `"sum"`, or `"mean"` over the samples
            that have a triplet. A sample alone with its label, or in a batch of
            one label, has none: its value is 0.

    Raises:
        ValueError: an argument has a wrong type, shape, dtype or value.
    """
    vectors = isinstance(embeddings, Tensor) and embeddings.is_floating_point()
    if not vectors or embeddings.dim() != 2:
        raise ValueError(
            "embeddings must be a floating-point tensor of shape (N, D), "
            f"got {_got(embeddings)}"
        )
    shape = embeddings.shape[:1]
    if getattr(labels, "dtype", 0) != torch.int64 or labels.shape != shape:
        raise ValueError(
            f"labels must be torch.int64 of shape {tuple(shape)}, "
            f"got {_got(labels)}"
        )
    if margin is not None and not (
        isinstance(margin, Real) and 0 < margin < float("inf")
    ):
        raise ValueError(
            "margin must be None or a number, finite and above 0, "
            f"got {margin!r}"
        )
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(
            f"reduction must be 'none', 'mean' or 'sum', got {reduction!r}"
        )

    x = embeddings.to(torch.promote_types(embeddings.dtype, torch.float32))
    other = labels[:, None] != labels
    same = ~other & ~torch.eye(len(x), dtype=torch.bool, device=x.device)
    farthest, nearest = _hardest(x.detach(), same, other)
    # Only the chosen distances get a gradient, of 0 where they are 0.
    h = torch.linalg.vector_norm(x - x[farthest], dim=1)
    g = torch.linalg.vector_norm(x - x[nearest], dim=1)
    if margin is None:
        loss = F.softplus(h - g, threshold=40)
    else:
        loss = torch.maximum(h - g + margin, x.new_zeros(()))
    has_triplet = same.any(1) & other.any(1)
    loss = loss.where(has_triplet, 0)
    if reduction == "none":
        return loss
    total, count = loss.sum(), has_triplet.sum()
    return total / count.clamp(min=1) if reduction == "mean" else total


def _hardest(x: Tensor, same: Tensor, other: Tensor) -> tuple[Tensor, Tensor]:
    """Of each row the farthest of the same, and the nearest of the others."""
    if not len(x):
        none = torch.arange(0, device=x.device)
        return none, none
    # Matrix products would be faster, and lose what distances differ by.
    mode = "donot_use_mm_for_euclid_dist"
    distance = torch.cdist(x, x, compute_mode=mode)
    infinity = float("inf")
    farthest = distance.where(same, -infinity).argmax(1)
    return farthest, distance.where(other, infinity).argmin(1)


def _got(value: object) -> str:
    """What came, for a message."""
    if isinstance(value, Tensor):
        return f"{value.dtype} of shape {tuple(value.shape)}"
    return repr(value)


class BatchHardTripletLoss(nn.Module):
    """`batch_hard_triplet_loss` as a module; see there."""

    def __init__(
        self, *, margin: float | None = 0.2, reduction: str = "mean"
    ) -> None:
        super().__init__()
        self.margin, self.reduction = margin, reduction

    def forward(self, embeddings: Tensor, labels: Tensor) -> Tensor:
        return batch_hard_triplet_loss(
            embeddings, labels, margin=self.margin, reduction=self.reduction
        )

    def extra_repr(self) -> str:
        return f"margin={self.margin}, reduction={self.reduction!r}"


if __name__ == "__main__":
    # Two samples of label 0, two of label 1, and one alone.
    embeddings = torch.tensor(
        [[1.0, 0.0], [0.8, 0.6], [0.6, 0.8], [-0.6, 0.8], [-1.0, 0.0]]
    )
    labels = torch.tensor([0, 0, 1, 1, 2])
    each = batch_hard_triplet_loss(embeddings, labels, reduction="none")
    print(each)
    #> tensor([0.0000, 0.5496, 1.1172, 0.5056, 0.0000])
    # The mean is over the four that have a triplet.
    loss = batch_hard_triplet_loss(embeddings, labels)
    print(loss)
    #> tensor(0.5431)
    print(batch_hard_triplet_loss(embeddings, labels, margin=None))
    #> tensor(0.8912)
    # All vectors alike cost the margin, or log 2.
    alike = torch.ones(5, 2)
    print(batch_hard_triplet_loss(alike, labels))
    #> tensor(0.2000)
    print(batch_hard_triplet_loss(alike, labels, margin=None))
    #> tensor(0.6931)
