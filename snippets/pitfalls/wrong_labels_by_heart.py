"""Cross-entropy learns wrong labels by heart, and forgets the right ones."""

import torch
from torch.nn import functional as F

torch.manual_seed(0)
torch.set_default_dtype(torch.float64)
centres = torch.tensor([[2.5, 0], [0, 2.5], [-2.5, 0], [0, -2.5]])
true, true_new = torch.arange(150) % 4, torch.arange(3000) % 4
points = centres[true] + 0.7 * torch.randn(150, 2)
new_points = centres[true_new] + 0.7 * torch.randn(3000, 2)
wrong = torch.rand(150) < 0.4
labels = torch.where(wrong, (true + torch.randint(1, 4, (150,))) % 4, true)
# The hidden layer stays as it is: so every machine takes the same path.
directions, offsets = torch.randn(2, 100), 2 * torch.randn(100)
hidden = torch.tanh(points @ directions + offsets)
new_hidden = torch.tanh(new_points @ directions + offsets)

w = torch.zeros(100, 4, requires_grad=True)
optimizer = torch.optim.Adam([w], lr=0.02)
print("step  wrong labels learnt  right on new points")
#> step  wrong labels learnt  right on new points
for step in range(1, 401):
    loss = F.cross_entropy(hidden @ w, labels)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    if step in (10, 100, 400):
        learnt = (hidden @ w).argmax(dim=1) == labels
        right = (new_hidden @ w).argmax(dim=1) == true_new
        print(
            f"{step:4}{learnt[wrong].double().mean():21.2f}"
            f"{right.double().mean():21.2f}"
        )
        #>   10                 0.06                 0.97
        #>  100                 0.19                 0.85
        #>  400                 0.31                 0.78
