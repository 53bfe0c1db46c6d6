"""Where Dice loss of a soft label is least: not at the label, but at 1.

Source: Wang, Popordanoska, Bertels, Lemmens, Blaschko, Dice Semimetric Losses:
Optimizing the Dice Score with Soft Labels, 2023, arXiv 2303.16296.
"""

import torch

from snippets.losses.dice_loss import dice_loss

# Two raters agree on one pixel and not on the other: labels 1 and 0.6.
target = torch.tensor([[[1.0, 0.6]]])
p = torch.linspace(0.01, 0.99, 99)
for power in (1, 2):
    each = [
        dice_loss(torch.logit(chance), target, smooth=0.0, power=power)
        for chance in torch.stack([torch.full_like(p, 0.999), p], 1)[
            :, None
        ].unsqueeze(1)
    ]
    print(power, f"{p[torch.stack(each).argmin()]:.2f}")
    #> 1 0.99
    #> 2 0.60
