"""A small Dice loss: one less the overlap, and what is wrong added up."""

import torch

from snippets.losses.dice_loss import dice_loss

mask = torch.zeros(1, 1, 64, 64)
mask[..., :16, :16] = 1
print("logit  float64   dice_loss  1 - overlap")
#> logit  float64   dice_loss  1 - overlap
for z in (5.0, 10.0, 15.0, 20.0):
    logits = z * (2 * mask - 1)
    exact = dice_loss(logits.double(), mask.double())
    p = logits.sigmoid()
    overlap = (2 * (p * mask).sum() + 1) / (p.sum() + mask.sum() + 1)
    each = exact, dice_loss(logits, mask), 1 - overlap
    print(f"{z:5}", *(f"{loss.item():10.2e}" for loss in each))
    #>   5.0   5.11e-02   5.11e-02   5.11e-02
    #>  10.0   3.62e-04   3.62e-04   3.62e-04
    #>  15.0   2.44e-06   2.44e-06   2.86e-06
    #>  20.0   1.65e-08   1.65e-08   0.00e+00
