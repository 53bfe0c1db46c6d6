"""Margin losses of a model whose scores are nan: a loss that is finite."""

import torch
from torch.nn import functional as F

target = torch.tensor([3])
labels = torch.tensor([[3, -1, -1, -1]])
for scores in (
    torch.tensor([[0.1, 0.2, 0.4, 0.8]]),
    torch.tensor([[torch.nan, 0.2, 0.4, 0.8]]),
    torch.full((1, 4), torch.nan),
):
    scores.requires_grad_()
    loss = F.multi_margin_loss(scores, target)
    (gradient,) = torch.autograd.grad(loss, scores)
    other = F.multilabel_margin_loss(scores, labels)
    print(f"{loss:.3f} {other:.3f} {gradient.tolist()}")
    #> 0.325 0.325 [[0.25, 0.25, 0.25, -0.75]]
    #> 0.250 0.250 [[0.0, 0.25, 0.25, -0.5]]
    #> 0.000 0.000 [[0.0, 0.0, 0.0, 0.0]]

# Cross-entropy says what it sees.
print(F.cross_entropy(scores.detach(), target))
#> tensor(nan)

# The fix, if it must be a margin loss: add the scores times 0.
loss = F.multi_margin_loss(scores, target) + 0 * scores.sum()
print(loss.detach())
#> tensor(nan)
