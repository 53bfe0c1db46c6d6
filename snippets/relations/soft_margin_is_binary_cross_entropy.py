"""The soft margin losses are binary cross-entropy, in value and gradient."""

import torch
from torch.nn import functional as F

torch.manual_seed(0)
logits = torch.randn(5, 3, dtype=torch.float64, requires_grad=True)
target = torch.randint(2, (5, 3)).double()

losses = (
    F.binary_cross_entropy_with_logits(logits, target),
    F.soft_margin_loss(logits, 2 * target - 1),
    F.multilabel_soft_margin_loss(logits, target),
)
first, *others = (torch.autograd.grad(loss, logits)[0] for loss in losses)
print([f"{loss:.12f}" for loss in losses])
#> ['0.821734753536', '0.821734753536', '0.821734753536']
print([torch.allclose(first, other, rtol=1e-12) for other in others])
#> [True, True]
