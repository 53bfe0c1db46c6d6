"""Binary symmetric cross-entropy is the multi-class one of logits (0, z)."""

import torch

from snippets.losses.binary_symmetric_cross_entropy import (
    binary_symmetric_cross_entropy,
)
from snippets.losses.symmetric_cross_entropy import symmetric_cross_entropy

logits, target = torch.tensor([3.0, -1.0, 0.5]), torch.tensor([1, 1, 0])
print(
    binary_symmetric_cross_entropy(
        logits, target.float(), alpha=1, beta=1, reduction="none"
    )
)
#> tensor([0.4854, 8.0466, 6.7071])

two_classes = torch.stack([torch.zeros_like(logits), logits], dim=1)
print(
    symmetric_cross_entropy(
        two_classes, target, alpha=1, beta=1, reduction="none"
    )
)
#> tensor([0.4854, 8.0466, 6.7071])
