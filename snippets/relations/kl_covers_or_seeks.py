"""KL(y, p) makes a narrow model cover all peaks, KL(p, y) choose one.

The target density y has two peaks, the model p is one normal density. Both
divergences are integrals over x, taken as sums over a grid.
"""

import torch
from torch import Tensor
from torch.distributions import Categorical, MixtureSameFamily, Normal
from torch.nn import functional as F

GRID = torch.linspace(-9, 9, 1201, dtype=torch.float64)
STEP = float(GRID[1] - GRID[0])
PEAKS = MixtureSameFamily(
    Categorical(torch.tensor([0.6, 0.4], dtype=torch.float64)),
    Normal(
        torch.tensor([-2.5, 2.5], dtype=torch.float64),
        torch.tensor([0.8, 0.8], dtype=torch.float64),
    ),
)


def divergences(model: Normal) -> tuple[Tensor, Tensor]:
    """KL(y, p) and KL(p, y), for the two peaks y and the model p."""
    log_y, log_p = PEAKS.log_prob(GRID), model.log_prob(GRID)
    forward = F.kl_div(log_p, log_y, reduction="sum", log_target=True)
    reverse = F.kl_div(log_y, log_p, reduction="sum", log_target=True)
    return forward * STEP, reverse * STEP


def fit(direction: int, start: float) -> Normal:
    """Minimise divergences()[direction] from a normal density at start."""
    mean = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    log_scale = torch.zeros((), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS(
        [mean, log_scale], max_iter=100, line_search_fn="strong_wolfe"
    )

    def closure() -> Tensor:
        optimizer.zero_grad()
        loss = divergences(Normal(mean, log_scale.exp()))[direction]
        loss.backward()
        return loss

    optimizer.step(closure)
    return Normal(mean.detach(), log_scale.exp().detach())


if __name__ == "__main__":
    print(f"target: mean {PEAKS.mean:.2f}, scale {PEAKS.stddev:.2f}")
    #> target: mean -0.50, scale 2.58
    for direction, start in ((0, 0.0), (1, -2.0), (1, 2.0)):
        model = fit(direction, start)
        forward, reverse = divergences(model)
        print(
            f"least {('KL(y, p)', 'KL(p, y)')[direction]}: "
            f"mean {model.mean:.2f}, scale {model.stddev:.2f}, "
            f"KL(y, p) {forward:.2f}, KL(p, y) {reverse:.2f}"
        )
        #> least KL(y, p): mean -0.50, scale 2.58, KL(y, p) 0.50, KL(p, y) 1.04
        #> least KL(p, y): mean -2.49, scale 0.81, KL(y, p) 6.93, KL(p, y) 0.51
        #> least KL(p, y): mean 2.49, scale 0.82, KL(y, p) 10.56, KL(p, y) 0.91
