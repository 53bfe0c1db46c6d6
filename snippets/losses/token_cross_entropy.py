"""Cross-entropy of the next token, over sequences with padding and prompts.

Of one position, with the logits z and the next token y; w is the strength of
the z-loss, 0 by default:

    l(z, y) = log sum_k exp(z_k) - z_y + w (log sum_k exp(z_k))^2

Source: Zoph, Bello, Kumar, Du and 4 others, ST-MoE: Designing Stable and
Transferable Sparse Expert Models, 2022, arXiv 2202.08906, for the z-loss.
"""

from numbers import Integral, Real

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def token_cross_entropy(
    logits: Tensor,
    target: Tensor,
    *,
    shift: bool = True,
    ignore_index: int = -100,
    z_loss: float = 0.0,
    reduction: str = "mean",
) -> Tensor:
    """One value for each position: the loss of the token after it.

    Half precision is computed, and the loss returned, in float32. The mean of
    no token, of an empty batch or with all ignored, is 0. Where the model is
    sure, terms of unlike sign cancel: an error is relative to the largest.

    Args:
        logits: scores of all words at each position, (B, T, V), floating point.
        target: int64, (B, T): the tokens themselves, each in [0, V) or
            `ignore_index`; values are not checked.
        shift: whether position t predicts token t + 1, and the last one
            nothing. False: `target` holds the next tokens already.
        ignore_index: a target that counts for nothing: padding, the prompt.
        z_loss: strength of the squared log-sum-exp, which keeps logits from
            drifting; finite and at least 0.
        reduction: `"none"` (B, T), `"mean"`, over the tokens that count, or
            `"sum"`. Over micro-batches or ranks sum, and divide by the number
            of tokens of the whole step.

    Raises:
        ValueError: an argument has a wrong type, shape, dtype or value.
    """
    floating = isinstance(logits, Tensor) and logits.is_floating_point()
    if not floating or logits.dim() != 3:
        raise ValueError(
            f"logits must be floating point of shape (B, T, V), "
            f"got {_got(logits)}"
        )
    shape = logits.shape[:2]
    if getattr(target, "dtype", 0) != torch.int64 or target.shape != shape:
        raise ValueError(
            f"target must be torch.int64 of shape {tuple(shape)}, "
            f"got {_got(target)}"
        )
    if not isinstance(shift, bool):
        raise ValueError(f"shift must be True or False, got {shift!r}")
    if not isinstance(ignore_index, Integral):
        raise ValueError(
            f"ignore_index must be an integer, got {ignore_index!r}"
        )
    if not (isinstance(z_loss, Real) and 0 <= z_loss < float("inf")):
        raise ValueError(
            f"z_loss must be finite and at least 0, got {z_loss!r}"
        )
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(
            f"reduction must be 'none', 'mean' or 'sum', got {reduction!r}"
        )

    # To shift the targets copies less than to cut the logits.
    y = target
    if shift:
        last = target.new_full((shape[0], min(1, shape[1])), ignore_index)
        y = torch.cat([target[:, 1:], last], dim=1)
    valid = y != ignore_index
    # What is ignored may be anything: it is replaced before the arithmetic.
    z = logits.to(torch.promote_types(logits.dtype, torch.float32))
    z, y = z.where(valid.unsqueeze(2), 0), y.where(valid, 0)
    # log(1 + exp(others - z_y)) keeps its digits where p rounds to 1.
    index, lowest = y.unsqueeze(2), torch.finfo(z.dtype).min
    top = z.detach().amax(2, keepdim=True)
    scores = z - top  # which cancels
    others = scores.scatter(2, index, lowest).logsumexp(2)
    own = scores.gather(2, index).squeeze(2)
    loss = F.softplus(others - own, threshold=40)
    if z_loss:
        total = scores.logsumexp(2) + top.squeeze(2)
        loss = loss + z_loss * total.square()
    loss = loss.where(valid, 0)
    if reduction == "none":
        return loss
    tokens = valid.sum().clamp(min=1)
    return loss.sum() / tokens if reduction == "mean" else loss.sum()


def _got(value: object) -> str:
    """What came, for a message."""
    if isinstance(value, Tensor):
        return f"{value.dtype} of shape {tuple(value.shape)}"
    return repr(value)


class TokenCrossEntropyLoss(nn.Module):
    """`token_cross_entropy` as a module; see there."""

    def __init__(
        self,
        *,
        shift: bool = True,
        ignore_index: int = -100,
        z_loss: float = 0.0,
        reduction: str = "mean",
    ) -> None:
        super().__init__()
        self.shift, self.ignore_index = shift, ignore_index
        self.z_loss, self.reduction = z_loss, reduction

    def forward(self, logits: Tensor, target: Tensor) -> Tensor:
        return token_cross_entropy(
            logits,
            target,
            shift=self.shift,
            ignore_index=self.ignore_index,
            z_loss=self.z_loss,
            reduction=self.reduction,
        )

    def extra_repr(self) -> str:
        return (
            f"shift={self.shift}, ignore_index={self.ignore_index}, "
            f"z_loss={self.z_loss}, reduction={self.reduction!r}"
        )


if __name__ == "__main__":
    torch.manual_seed(0)
    logits = torch.randn(2, 4, 5)
    # Two sequences of 4 tokens; the second is padded.
    tokens = torch.tensor([[1, 4, 2, 0], [3, 2, -100, -100]])
    loss = token_cross_entropy(logits, tokens)
    print(loss, loss.exp())  # and the perplexity
    #> tensor(2.2211) tensor(9.2179)
    print(token_cross_entropy(logits, tokens, reduction="none"))
    #> tensor([[0.6336, 3.6216, 1.9928, 0.0000],
    #>         [2.6366, 0.0000, 0.0000, 0.0000]])
    # The same tokens, shifted already.
    print(token_cross_entropy(logits[:, :-1], tokens[:, 1:], shift=False))
    #> tensor(2.2211)
    # By hand: positions 0 to 2 of the first, and 0 of the second.
    rows, nexts = logits[[0, 0, 0, 1], [0, 1, 2, 0]], torch.tensor([4, 2, 0, 2])
    print(F.cross_entropy(rows, nexts))
    #> tensor(2.2211)
