"""One input, four values that libraries call its Dice loss."""

import torch

from snippets.losses.dice_loss import dice_loss

# Two pictures of 2 x 2 pixels, three classes; the second has no class 2.
scores = [[[1, 0], [-1, 2]], [[0.5, 2], [0, -1]], [[-1, 0], [1.5, 0]]]
first = torch.tensor(scores)
logits = torch.stack([first, first.flip(1)])
target = torch.tensor([[[0, 1], [2, 0]], [[0, 0], [0, 1]]])

for options in (
    {"over": "batch"},
    {"over": "sample"},
    {"average": "present"},
    {"average": "micro"},
):
    loss = dice_loss(logits, target, smooth=0.0, **options)
    print(f"{loss:.3f} {options}")
    #> 0.377 {'over': 'batch'}
    #> 0.414 {'over': 'sample'}
    #> 0.304 {'average': 'present'}
    #> 0.345 {'average': 'micro'}
