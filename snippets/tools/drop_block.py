"""DropBlock: whole blocks of a map are dropped, wherever they begin.

    y = m x / (1 - p)    m is 0 below any block, else 1
    gamma = 1 - (1 - p)^(1 / b^2)

A block of b by b begins at each place with probability gamma, also at places
outside of the map that it reaches into. So each element is below b^2 places,
and is dropped with probability p, at the edge as in the middle.

Source: Ghiasi, Lin, Le, DropBlock: A regularization method for convolutional
networks, 2018, arXiv 1810.12890, which keep blocks inside of the map, take a
gamma that drops fewer than p, and divide by the share that was kept.
"""

import torch
from torch import Generator, Tensor, nn
from torch.nn import functional as F


def drop_block(
    x: Tensor,
    p: float,
    block_size: int = 7,
    *,
    training: bool = True,
    generator: Generator | None = None,
) -> Tensor:
    """Return maps with blocks of 0, and all else divided by 1 - p.

    Args:
        x: floating-point maps, (N, C, H, W); they are not changed.
        p: probability that an element is dropped, in [0, 1].
        block_size: height and width of a block. 1 is `F.dropout`; blocks may
            be larger than the map.
        training: if false, x is returned as it is.
        generator: what draws; `None` for PyTorch's own. Leave it `None` under
            `torch.compile`.

    Raises:
        TypeError: x is not floating-point, p is not a number, or block_size
            is not an int.
        ValueError: x has not 4 dimensions, p is outside [0, 1], or block_size
            is below 1.
    """
    if not x.is_floating_point():
        raise TypeError(f"x must be floating-point, got {x.dtype}")
    if x.dim() != 4:
        raise ValueError(
            f"x must be of shape (N, C, H, W), got {tuple(x.shape)}"
        )
    if isinstance(p, bool) or not isinstance(p, int | float):
        raise TypeError(f"p must be a number, got {p!r}")
    if not 0 <= p <= 1:
        raise ValueError(f"p must be in [0, 1], got {p}")
    if isinstance(block_size, bool) or not isinstance(block_size, int):
        raise TypeError(f"block_size must be an int, got {block_size!r}")
    if block_size < 1:
        raise ValueError(f"block_size must be at least 1, got {block_size}")
    if not training or p == 0:
        return x
    gamma = 1 - (1 - p) ** (1 / block_size**2)
    height, width = (size + block_size - 1 for size in x.shape[-2:])
    # In float32, as gamma is less than bfloat16 can tell from 0.
    uniform = torch.rand(
        *x.shape[:2], height, width, device=x.device, generator=generator
    )
    # An element is dropped if a block begins at any place that it is below.
    dropped = F.max_pool2d((uniform < gamma).float(), block_size, stride=1)
    return x * (dropped == 0) / (1 - p if p < 1 else 1)


class DropBlock(nn.Module):
    """Blocks dropped as `drop_block` drops them, while training."""

    def __init__(self, p: float, block_size: int = 7) -> None:
        super().__init__()
        drop_block(torch.zeros(1, 1, 1, 1), p, block_size)  # checks both
        self.p = p
        self.block_size = block_size

    def extra_repr(self) -> str:
        return f"p={self.p}, block_size={self.block_size}"

    def forward(self, x: Tensor) -> Tensor:
        """Return the maps with blocks of 0."""
        return drop_block(x, self.p, self.block_size, training=self.training)


if __name__ == "__main__":
    torch.manual_seed(0)
    x = torch.ones(1, 1, 6, 8)
    x = drop_block(x, p=0.2, block_size=3)
    print((x[0, 0] > 0).int())
    #> tensor([[0, 0, 0, 1, 1, 1, 1, 1],
    #>         [0, 0, 0, 1, 1, 1, 1, 1],
    #>         [1, 1, 1, 1, 1, 1, 1, 1],
    #>         [1, 1, 1, 1, 1, 1, 1, 1],
    #>         [1, 1, 1, 1, 1, 1, 1, 1],
    #>         [1, 1, 1, 1, 1, 1, 1, 1]], dtype=torch.int32)

    # However large the blocks, the share of zeros is p, and the mean is kept.
    maps = torch.ones(100, 64, 14, 14)
    for block_size in (1, 3, 7):
        y = drop_block(maps, p=0.1, block_size=block_size)
        print(f"{block_size}: {(y == 0).float().mean():.2f} {y.mean():.2f}")
        #> 1: 0.10 1.00
        #> 3: 0.10 1.00
        #> 7: 0.10 1.00
