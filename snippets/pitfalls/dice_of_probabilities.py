"""Probabilities where logits belong: the sigmoid is taken twice."""

import torch

from snippets.losses.dice_loss import dice_loss
from snippets.losses.lovasz_loss import lovasz_loss

mask = torch.zeros(1, 1, 10, 10)
mask[..., :4, :4] = 1
# A model that is right everywhere, and sure.
p = mask.clone()
print(dice_loss(p, mask), lovasz_loss(p, mask))
#> tensor(0.6550) tensor(0.8400)

logits = 20 * p - 10
print(dice_loss(logits, mask), lovasz_loss(logits, mask))
#> tensor(0.0001) tensor(0.)
