"""The best validation score flatters: it is the best of many."""

import torch

# 200 runs at once, with 30 samples each to train, to validate and to test.
torch.manual_seed(0)
true = torch.zeros(25, 1, dtype=torch.float64)
true[:2, 0] = torch.tensor([1.0, -1.0])
x = torch.randn(3, 200, 30, 25, dtype=torch.float64)
y = x @ true + torch.randn(3, 200, 30, 1, dtype=torch.float64)

w = torch.zeros(200, 25, 1, dtype=torch.float64, requires_grad=True)
optimizer = torch.optim.SGD([w], lr=0.05)
scores = []
for _ in range(60):
    optimizer.zero_grad()
    (x[0] @ w - y[0]).square().mean((1, 2)).sum().backward()
    optimizer.step()
    with torch.no_grad():
        scores.append((x[1:] @ w - y[1:]).square().mean((2, 3)))
validation, test = torch.stack(scores, dim=1)
best = validation.argmin(0, keepdim=True)
for name, losses in (("validation", validation), ("test", test)):
    print(f"{name} loss, mean: {losses.gather(0, best).mean():.2f}")
    #> validation loss, mean: 1.77
    #> test loss, mean: 1.97
