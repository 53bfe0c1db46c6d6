"""Cross-entropy plus Dice loss, for masks that are apart and for classes.

Source: Isensee, Petersen, Klein, Zimmerer, Jaeger, Kohl, Wasserthal, Köhler,
Norajitra, Wirkert, Maier-Hein, nnU-Net: Self-adapting Framework for
U-Net-Based Medical Image Segmentation, 2018, arXiv 1809.10486, for the sum.
"""

import torch
from torch.nn import functional as F

from snippets.losses.dice_loss import dice_loss

torch.manual_seed(0)
logits = torch.randn(2, 3, 16, 16)

# One class a pixel: softmax. The label 255 counts for nothing in either.
target = torch.randint(3, (2, 16, 16))
target[:, :2] = 255
ce = F.cross_entropy(logits, target, ignore_index=255)
loss = ce + dice_loss(logits, target, ignore_index=255)
print(loss)
#> tensor(2.0054)

# The same, with the background, class 0, in the cross-entropy alone.
objects = torch.tensor([0.0, 1.0, 1.0])
loss = ce + dice_loss(logits, target, weight=objects, ignore_index=255)
print(loss)
#> tensor(2.0031)

# A mask for each channel: sigmoid and binary cross-entropy.
mask = (torch.rand(2, 3, 16, 16) < 0.2).float()
loss = F.binary_cross_entropy_with_logits(logits, mask)
print(loss)
#> tensor(0.8242)
print(loss + dice_loss(logits, mask))
#> tensor(1.5311)
