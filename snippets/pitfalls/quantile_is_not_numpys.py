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
    print(level, best.item(), torch.quantile(target, level).item())
    #> 0.1 1.0 1.399999976158142
    #> 0.9 100.0 62.799991607666016

# The fix, where the two are to agree: no interpolation.
print(torch.quantile(target, 0.9, interpolation="higher"))
#> tensor(100.)
