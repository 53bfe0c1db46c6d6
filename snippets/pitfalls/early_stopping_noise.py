"""Training ends after a few epochs: patience is shorter than the noise."""

import torch
from torch.nn import functional as F

from snippets.regularizers.early_stopping import EarlyStopping

# Five features are small, so their weights are learnt slowly; mini-batches of 5
# make the validation loss jump about meanwhile.
torch.manual_seed(0)
scale = torch.tensor([1.0] * 5 + [0.2] * 5, dtype=torch.float64)
x, x_valid = torch.randn(2, 100, 10, dtype=torch.float64) * scale
true = torch.full((10,), 3.0, dtype=torch.float64)
y = x @ true + torch.randn(100, dtype=torch.float64)
y_valid = x_valid @ true + torch.randn(100, dtype=torch.float64)

w = torch.zeros(10, dtype=torch.float64, requires_grad=True)
optimizer = torch.optim.SGD([w], lr=0.02)
rules = [EarlyStopping(patience) for patience in (1, 3, 10)]
ends = {}
for epoch in range(1, 101):
    for batch in torch.randperm(100).split(5):
        optimizer.zero_grad()
        F.mse_loss(x[batch] @ w, y[batch]).backward()
        optimizer.step()
    with torch.no_grad():
        loss = F.mse_loss(x_valid @ w, y_valid)
    # One run, three rules: each takes values until it would have stopped.
    for rule in rules:
        if not rule.stopped and rule.step(loss):
            ends[rule.patience] = epoch
for rule in rules:
    end = ends.get(rule.patience, "none")
    print(f"patience {rule.patience}: end {end}, best {rule.best:.2f}")
    #> patience 1: end 22, best 1.61
    #> patience 3: end 38, best 1.34
    #> patience 10: end 75, best 1.26
