"""How much of a smooth map blocks hide, and what share of it they drop."""

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch import Tensor
from torch.nn import functional as F

from snippets.tools.drop_block import drop_block

LOSSES = ("dropout", "line-2", "line-3")
SIZES = (1, 2, 3, 5, 7, 10, 14)
MAP, BLOCK = 14, 7


def noise(size: int) -> float:
    """That of means of 4 by 4, as large as they are themselves at 1."""
    torch.manual_seed(0)
    maps = F.avg_pool2d(torch.randn(20, 100, 38, 38), kernel_size=7, stride=1)
    whole = F.avg_pool2d(maps, kernel_size=4)
    seen = F.avg_pool2d(drop_block(maps, 0.5, size), kernel_size=4)
    return ((seen - whole).std() / whole.std()).item()


def share(p: Tensor, above: Tensor) -> Tensor:
    """The mean share that the paper's gamma drops.

    Args:
        p: the probabilities that are asked for.
        above: at how many places in a row a block may begin that reaches
            each element of it.
    """
    gamma = p * MAP**2 / BLOCK**2 / (MAP - BLOCK + 1) ** 2
    places = above[:, None] * above
    return 1 - ((1 - gamma[:, None, None]) ** places).mean((1, 2))


def draw() -> Figure:
    """Draw noise over the size of blocks, and shares over those asked for."""
    figure, (hidden, shares) = plt.subplots(1, 2)
    hidden.plot(SIZES, [noise(size) for size in SIZES], "o-", label="blocks")
    hidden.plot([1, 14], [1, 1], label="whole channels")
    hidden.set(title="Noise that the next layer sees", xlabel="block size")
    hidden.set(ylim=(0, 1.1), xticks=(1, 3, 7, 10, 14))
    hidden.legend()

    p, at = torch.linspace(0, 0.9, 46), torch.arange(MAP)
    inside = (at + 1).clamp(max=MAP - BLOCK + 1) - (at - BLOCK + 1).clamp(min=0)
    half = BLOCK // 2
    centred = (at + half + 1).clamp(max=MAP) - (at - half).clamp(min=0)
    shares.plot(p, p, label="drop_block")
    shares.plot(p, share(p, inside), label="paper's γ, inside")
    shares.plot(p, share(p, centred), label="paper's γ, anywhere")
    shares.set(title="Share dropped, blocks of 7", xlabel="p that is asked for")
    shares.set(ylim=(0, 1))
    shares.legend()
    return figure
