"""torch.quantile interpolates; the loss is least at one of the targets."""

import torch

from snippets.losses.quantile_loss import quantile_loss

target = torch.tensor([1.0, 2.0, 4.0, 7.0, 100.0])
constants = torch.arange(0.0, 110.0)[:, None].expand(-1, 5)
for level in (0.1, 0.9):
    losses = quantile_loss(
        constants, target.expand(110, 5), quantile=level, reduction="none"
    ).mean(1)
    best = constants[losses.argmin(), 0]
    print(f"{level}: {best:.1f} and {torch.quantile(target, level):.1f}")
    #> 0.1: 1.0 and 1.4
    #> 0.9: 100.0 and 62.8

# The fix, where the two are to agree: no interpolation.
print(torch.quantile(target, 0.9, interpolation="higher"))
#> tensor(100.)
