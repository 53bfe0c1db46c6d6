"""Labels smoothed beforehand: the floor has no more effect."""

import torch

from snippets.losses.binary_symmetric_cross_entropy import (
    binary_symmetric_cross_entropy,
)

logits, hard = torch.tensor([2.0, -1.0]), torch.tensor([1.0, 0.0])
smooth = hard * 0.9 + 0.05
print(smooth)
#> tensor([0.9500, 0.0500])

# Symptom: the reverse term is weaker, and the same whatever the floor, unless
# that is above 0.05.
for floor in (1e-1, 1e-2, 1e-4, 1e-8):
    soft_loss = binary_symmetric_cross_entropy(
        logits, smooth, alpha=0, beta=1, floor=floor, reduction="none"
    )
    hard_loss = binary_symmetric_cross_entropy(
        logits, hard, alpha=0, beta=1, floor=floor, reduction="none"
    )
    print(f"{floor:g}", soft_loss, hard_loss)
    #> 0.1 tensor([0.3197, 0.6568]) tensor([0.2745, 0.6193])
    #> 0.01 tensor([0.4023, 0.8432]) tensor([0.5489, 1.2385])
    #> 0.0001 tensor([0.4023, 0.8432]) tensor([1.0979, 2.4770])
    #> 1e-08 tensor([0.4023, 0.8432]) tensor([2.1958, 4.9541])

# Why: no label lies below the floor any more. The slope in p is, from these
# labels and from hard ones at a floor of 1e-4,
print(torch.logit(smooth), torch.log(torch.tensor(1e-4)))
#> tensor([ 2.9444, -2.9444]) tensor(-9.2103)

# Fix: hard labels; the floor is the smoothing, and beta its strength.
print(binary_symmetric_cross_entropy(logits, hard, alpha=1, beta=1, floor=1e-4))
#> tensor(2.0076)
