"""A target of 0 instead of -1: the margin is paid, and nothing is learnt."""

import torch
from torch.nn import functional as F

# The first score is to be lower, and is higher.
first, second = torch.tensor([[5.0], [1.0]]).requires_grad_().unbind()
for target in (0, -1):
    y = torch.tensor([target])
    loss = F.margin_ranking_loss(first, second, y, margin=0.25)
    (gradient,) = torch.autograd.grad(loss, first)
    print(f"ranking, y = {target}: {loss:.2f}, gradient {gradient.item():g}")
    #> ranking, y = 0: 0.25, gradient 0
    #> ranking, y = -1: 4.25, gradient 1

# A pair that is too near, and is to be pushed apart: 0 counts both cases.
distance = torch.tensor([0.2], requires_grad=True)
for target in (0, -1):
    loss = F.hinge_embedding_loss(distance, torch.tensor([target]))
    (gradient,) = torch.autograd.grad(loss, distance)
    print(f"distance, y = {target}: {loss:.2f}, gradient {gradient.item():g}")
    #> distance, y = 0: 1.00, gradient 0
    #> distance, y = -1: 0.80, gradient -1

# The fix: from 0 and 1 to -1 and 1.
print(2 * torch.tensor([0, 1]) - 1)
#> tensor([-1,  1])
