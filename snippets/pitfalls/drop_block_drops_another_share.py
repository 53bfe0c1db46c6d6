"""Blocks overlap, or begin at more places than the rate was made for."""

import torch
from torch.nn import functional as F

from snippets.tools.drop_block import drop_block

torch.manual_seed(0)
SIZE, MAPS = 14, (400, 16)


def paper(p, b):
    """Blocks inside of the map, at the rate of the paper and torchvision."""
    places = SIZE - b + 1
    gamma = p * SIZE**2 / b**2 / places**2
    begins = (torch.rand(*MAPS, places, places) < gamma).float()
    return F.max_pool2d(F.pad(begins, [b - 1] * 4), b, stride=1)


def whole_map(p, b):
    """The same rate, but any element is a centre, as in timm 1.0.31."""
    gamma = p * SIZE**2 / b**2 / (SIZE - b + 1) ** 2
    centres = (torch.rand(*MAPS, SIZE, SIZE) < gamma).float()
    return F.max_pool2d(centres, b, stride=1, padding=b // 2)


def exact(p, b):
    """What this chapter's snippet drops."""
    return drop_block(torch.ones(*MAPS, SIZE, SIZE), p, b) == 0


print("asked, block: paper, whole map, exact")
#> asked, block: paper, whole map, exact
for p, b in ((0.1, 3), (0.1, 7), (0.5, 3), (0.5, 7)):
    shares = [drop(p, b).float().mean() for drop in (paper, whole_map, exact)]
    print(f"  {p}, {b}:    " + "  ".join(f"{share:.2f}" for share in shares))
    #>   0.1, 3:    0.09  0.12  0.10
    #>   0.1, 7:    0.09  0.21  0.10
    #>   0.5, 3:    0.39  0.47  0.50
    #>   0.5, 7:    0.36  0.68  0.50
