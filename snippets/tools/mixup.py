"""Mixup and CutMix: each sample of a batch mixed with another sample of it.

    x_mixed = lambda x_i + (1 - lambda) x_j

Here j is the partner of sample i, and lambda is drawn once for the batch.
CutMix takes whole pixels instead: a box of the picture is the partner's, and
lambda is the share that the box leaves.

Source: Zhang, Cisse, Dauphin, Lopez-Paz, mixup: Beyond Empirical Risk
Minimization, 2017, arXiv 1710.09412; Yun, Han, Oh, Chun, Choe, Yoo, CutMix:
Regularization Strategy to Train Strong Classifiers with Localizable Features,
2019, arXiv 1905.04899.
"""

import math

import torch
from torch import Tensor
from torch.distributions import Beta


def mixup(x: Tensor, *, alpha: float = 0.2) -> tuple[Tensor, Tensor, float]:
    """Return mixed samples, the partner of each, and lambda.

    Args:
        x: floating-point samples, (N, ...); they are not changed.
        alpha: of the beta distribution that lambda is drawn from. It mixes
            little if small, and half and half if large.

    Raises:
        TypeError: x is not floating-point, or alpha is not a number.
        ValueError: x has no dimension of samples, or alpha is not above 0.
    """
    share, partner = _drawn(x, alpha, dimensions=1)
    return torch.lerp(x[partner], x, share), partner, share


def cutmix(x: Tensor, *, alpha: float = 1.0) -> tuple[Tensor, Tensor, float]:
    """Return pictures with a box of another, that one's index, and lambda.

    Args:
        x: floating-point pictures, (N, ..., H, W); they are not changed.
        alpha: of the beta distribution that the share outside of the box is
            drawn from. The box is cut off at the border, so lambda, which is
            counted, is often larger.

    Raises:
        TypeError: x is not floating-point, or alpha is not a number.
        ValueError: x has fewer than 3 dimensions, or alpha is not above 0.
    """
    share, partner = _drawn(x, alpha, dimensions=3)
    height, width = x.shape[-2:]
    rows, columns = (_side(size, share) for size in (height, width))
    box = torch.zeros(height, width, dtype=torch.bool)
    box[rows, columns] = True
    kept = 1 - box.sum().item() / (height * width)
    return torch.where(box.to(x.device), x[partner], x), partner, kept


def _drawn(x: Tensor, alpha: float, dimensions: int) -> tuple[float, Tensor]:
    if not x.is_floating_point():
        raise TypeError(f"x must be floating-point, got {x.dtype}")
    if x.dim() < dimensions:
        raise ValueError(
            f"x must have at least {dimensions} dimensions, "
            f"got shape {tuple(x.shape)}"
        )
    if isinstance(alpha, bool) or not isinstance(alpha, int | float):
        raise TypeError(f"alpha must be a number, got {alpha!r}")
    if not 0 < alpha < math.inf:
        raise ValueError(f"alpha must be above 0 and finite, got {alpha}")
    # On the CPU, so that reading it does not wait for a GPU.
    of = torch.tensor(float(alpha), dtype=torch.float64, device="cpu")
    share = Beta(of, of).sample().item()
    return share, torch.randperm(len(x), device=x.device)


def _side(size: int, share: float) -> slice:
    """The pixels from one edge of the box to the other, in one dimension."""
    length = round(size * math.sqrt(1 - share))
    centre = int(torch.randint(size, (), device="cpu"))
    start = centre - length // 2
    return slice(max(start, 0), max(start + length, 0))


if __name__ == "__main__":
    from torch import nn
    from torch.nn import functional as F

    torch.manual_seed(0)
    x, target = torch.randn(8, 1, 6, 6), torch.arange(8) % 3
    model = nn.Sequential(nn.Flatten(), nn.Linear(36, 3))

    mixed, partner, share = mixup(x, alpha=0.2)
    logits = model(mixed)
    first = F.cross_entropy(logits, target)
    second = F.cross_entropy(logits, target[partner])
    loss = share * first + (1 - share) * second
    print(f"{share:.3f} {loss:.3f}")
    #> 0.114 1.003

    # The same with a box of the partner.
    mixed, partner, share = cutmix(x, alpha=1.0)
    same = (mixed == x).double().mean()
    print(f"{share:.3f} {same:.3f}")
    #> 0.306 0.306
