"""It never stops: the watched loss is that of the training set."""

import torch
from torch.nn import functional as F

from snippets.regularizers.early_stopping import EarlyStopping

# 25 weights for 30 noisy samples: enough to fit the noise.
torch.manual_seed(1)
true = torch.zeros(25, dtype=torch.float64)
true[:2] = torch.tensor([1.0, -1.0])
x, x_valid = torch.randn(2, 30, 25, dtype=torch.float64)
y = x @ true + torch.randn(30, dtype=torch.float64)
y_valid = x_valid @ true + torch.randn(30, dtype=torch.float64)

# The fix is the second name: watch samples that the gradient does not see.
for watched in ("training", "validation"):
    w = torch.zeros(25, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=0.05)
    stopping = EarlyStopping(patience=5)
    epochs = 0
    while epochs < 400:
        epochs += 1
        loss = F.mse_loss(x @ w, y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        with torch.no_grad():
            training = F.mse_loss(x @ w, y)
            validation = F.mse_loss(x_valid @ w, y_valid)
        if stopping.step(training if watched == "training" else validation):
            break
    print(f"watching {watched} loss: {epochs} epochs, {stopping.stopped}")
    #> watching training loss: 400 epochs, False
    #> watching validation loss: 21 epochs, True
    print(f"training {training:.2f}, validation {validation:.2f}")
    #> training 0.11, validation 3.50
    #> training 0.26, validation 2.06
