"""Minimized as a loss, the similarity turns the vectors away."""

import torch
from torch.nn import functional as F

target = torch.tensor([1.0, 0.0])
start = torch.tensor([0.6, 0.8])

prediction = start.clone().requires_grad_()
optimizer = torch.optim.SGD([prediction], lr=0.1)
for _ in range(200):
    optimizer.zero_grad()
    loss = F.cosine_similarity(prediction, target, dim=-1)
    loss.backward()
    optimizer.step()
print(F.cosine_similarity(prediction.detach(), target, dim=-1))
#> tensor(-1.)

# The fix: 1 - similarity, which is 0 where the directions agree.
prediction = start.clone().requires_grad_()
optimizer = torch.optim.SGD([prediction], lr=0.1)
for _ in range(200):
    optimizer.zero_grad()
    loss = 1 - F.cosine_similarity(prediction, target, dim=-1)
    loss.backward()
    optimizer.step()
print(F.cosine_similarity(prediction.detach(), target, dim=-1))
#> tensor(1.)
