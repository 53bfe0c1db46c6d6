"""A label of pixels without a class, and no ignore_index."""

import torch

from snippets.losses.dice_loss import dice_loss

logits = torch.zeros(1, 3, 2, 2)
target = torch.tensor([[[0, 1], [2, 255]]])
try:
    dice_loss(logits, target)
except RuntimeError as error:
    print(error)
    #> index 255 is out of bounds for dimension 1 with size 3
print(dice_loss(logits, target, ignore_index=255))
#> tensor(0.4444)

# A float target is not looked up: 255 is taken for a number.
mask = torch.tensor([[[[0.0, 1.0], [1.0, 255.0]]]])
print(dice_loss(logits[:, :1], mask))
#> tensor(0.0077)
print(dice_loss(logits[:, :1], mask, ignore_index=255))
#> tensor(0.3333)
