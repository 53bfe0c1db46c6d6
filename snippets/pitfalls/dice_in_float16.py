"""Dice loss summed in float16: more pixels than 65504."""

import torch

from snippets.losses.dice_loss import dice_loss

logits = torch.full((1, 1, 512, 512), 4.0, dtype=torch.float16)
mask = torch.ones_like(logits)

# Wrong: 262144 pixels, in a type that ends at 65504.
p = logits.sigmoid()
print(1 - 2 * (p * mask).sum() / (p.sum() + mask.sum()))
#> tensor(nan, dtype=torch.float16)

# Right: widened before the sums.
print(dice_loss(logits, mask))
#> tensor(0.0091)
