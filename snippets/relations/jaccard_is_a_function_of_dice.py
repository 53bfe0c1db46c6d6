"""Jaccard from Dice, Dice from Tversky, and what a mean does to it."""

import torch

from snippets.losses.dice_loss import dice_loss
from snippets.losses.tversky_loss import tversky_loss

logits = torch.tensor([[[2.0, -1.0, 0.5, -3.0]], [[-0.5, 1.5, -2.0, 0.0]]])
mask = torch.tensor([[[1.0, 0.0, 1.0, 1.0]], [[0.0, 1.0, 0.0, 0.0]]])

each = {"smooth": 0.0, "reduction": "none"}
dice = dice_loss(logits, mask, **each)
print(dice, tversky_loss(logits, mask, alpha=0.5, beta=0.5, **each))
#> tensor([0.3565, 0.4190]) tensor([0.3565, 0.4190])
jaccard = tversky_loss(logits, mask, alpha=1, beta=1, **each)
print(jaccard, 2 * dice / (1 + dice))
#> tensor([0.5256, 0.5905]) tensor([0.5256, 0.5905])

# Of one picture each, and not of their mean.
mean = dice.mean()
print(f"{jaccard.mean():.4f} {2 * mean / (1 + mean):.4f}")
#> 0.5581 0.5588
