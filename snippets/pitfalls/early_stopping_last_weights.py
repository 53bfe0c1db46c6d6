"""The model is worse than the best score says: it has the last weights."""

from copy import deepcopy

import torch
from torch import nn
from torch.nn import functional as F

from snippets.regularizers.early_stopping import EarlyStopping

torch.manual_seed(1)
x, x_valid = torch.randn(2, 30, 25)
y, y_valid = x[:, :1] + torch.randn(2, 30, 1)
model = nn.Linear(25, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
stopping = EarlyStopping(patience=20)
best = {}
for _ in range(400):
    optimizer.zero_grad()
    F.mse_loss(model(x), y).backward()
    optimizer.step()
    with torch.no_grad():
        stop = stopping.step(F.mse_loss(model(x_valid), y_valid))
    # state_dict() returns the live tensors: without a copy (or a file) the
    # optimizer would go on changing what was kept.
    if stopping.improved:
        best = deepcopy(model.state_dict())
    if stop:
        break

print(f"best {stopping.best:.2f}")
#> best 1.84
with torch.no_grad():
    print(f"last weights {F.mse_loss(model(x_valid), y_valid):.2f}")
    #> last weights 2.90
    # The fix: load the best ones.
    model.load_state_dict(best)
    print(f"best weights {F.mse_loss(model(x_valid), y_valid):.2f}")
    #> best weights 1.84
