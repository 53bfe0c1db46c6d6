"""Stochastic depth (drop path): a residual branch is left out by chance.

    y = x + m f(x) / (1 - p)    m is 0 with probability p, else 1

The division keeps the expectation.

Source: Huang, Sun, Liu, Sedra, Weinberger, Deep Networks with Stochastic
Depth, 2016, arXiv 1603.09382, which draw one m for a batch, and scale when
testing instead.
"""

import torch
from torch import Generator, Tensor, nn


def stochastic_depth(
    branch: Tensor,
    p: float,
    *,
    mode: str = "row",
    training: bool = True,
    generator: Generator | None = None,
) -> Tensor:
    """Return what a residual branch adds: 0, or the branch over 1 - p.

    Args:
        branch: floating-point output of the branch, (N, ...), before it is
            added to what bypasses it.
        p: probability that it is dropped, in [0, 1].
        mode: `"row"` draws for each sample, `"batch"` once for all of them.
        training: if false, the branch is returned as it is.
        generator: what draws; `None` for PyTorch's own. Leave it `None` under
            `torch.compile`.

    Raises:
        TypeError: branch is not floating-point, or p is not a number.
        ValueError: branch has no dimension of samples, p is outside [0, 1],
            or mode is neither of the two.
    """
    if not branch.is_floating_point():
        raise TypeError(f"branch must be floating-point, got {branch.dtype}")
    if branch.dim() == 0:
        raise ValueError("branch must have a dimension of samples, got none")
    if isinstance(p, bool) or not isinstance(p, int | float):
        raise TypeError(f"p must be a number, got {p!r}")
    if not 0 <= p <= 1:
        raise ValueError(f"p must be in [0, 1], got {p}")
    if mode not in ("row", "batch"):
        raise ValueError(f"mode must be 'row' or 'batch', got {mode!r}")
    if not training or p == 0:
        return branch
    draws = len(branch) if mode == "row" else 1
    shape = [draws] + [1] * (branch.dim() - 1)
    uniform = torch.rand(shape, device=branch.device, generator=generator)
    # One division of what is kept, so that half precision rounds once.
    return branch * (uniform >= p) / (1 - p if p < 1 else 1)


class StochasticDepth(nn.Module):
    """The branch as `stochastic_depth` makes it, while training."""

    def __init__(self, p: float, *, mode: str = "row") -> None:
        super().__init__()
        stochastic_depth(torch.zeros(1), p, mode=mode)  # checks both
        self.p = p
        self.mode = mode

    def extra_repr(self) -> str:
        return f"p={self.p}, mode={self.mode!r}"

    def forward(self, branch: Tensor) -> Tensor:
        """Return what the branch adds."""
        return stochastic_depth(
            branch, self.p, mode=self.mode, training=self.training
        )


def linear_rates(last: float, depth: int) -> list[float]:
    """Return a rate for each branch: even steps from near 0 up to the last.

    Args:
        last: the rate of the last branch, in [0, 1].
        depth: the number of branches.

    Raises:
        ValueError: last is outside [0, 1], or depth is below 1.
    """
    if not 0 <= last <= 1:
        raise ValueError(f"last must be in [0, 1], got {last}")
    if depth < 1:
        raise ValueError(f"depth must be at least 1, got {depth}")
    return [last * number / depth for number in range(1, depth + 1)]


if __name__ == "__main__":
    torch.manual_seed(0)
    x, branch = torch.ones(6, 2), torch.full((6, 2), 0.5)
    x = x + stochastic_depth(branch, p=0.5)
    print(x[:, 0])
    #> tensor([1., 2., 1., 1., 1., 2.])

    # The rates of four blocks, as modules.
    drops = [StochasticDepth(p) for p in linear_rates(0.2, depth=4)]
    print([round(drop.p, 2) for drop in drops])
    #> [0.05, 0.1, 0.15, 0.2]
    print(drops[-1].eval()(branch).equal(branch))
    #> True
