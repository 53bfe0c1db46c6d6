"""A model trained for too long fits the noise of its training samples."""

import torch
from torch.nn import functional as F

# 25 weights for 30 noisy samples, and only the first two inputs matter.
torch.manual_seed(1)
true = torch.zeros(25, dtype=torch.float64)
true[:2] = torch.tensor([1.0, -1.0])
x, x_valid = torch.randn(2, 30, 25, dtype=torch.float64)
y = x @ true + torch.randn(30, dtype=torch.float64)
y_valid = x_valid @ true + torch.randn(30, dtype=torch.float64)

w = torch.zeros(25, dtype=torch.float64, requires_grad=True)
optimizer = torch.optim.SGD([w], lr=0.05)
for epoch in range(1, 401):
    loss = F.mse_loss(x @ w, y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    if epoch in (1, 16, 60, 400):
        with torch.no_grad():
            training = F.mse_loss(x @ w, y)
            validation = F.mse_loss(x_valid @ w, y_valid)
        print(f"{epoch}: training {training:.2f}, validation {validation:.2f}")
        #> 1: training 1.74, validation 2.53
        #> 16: training 0.32, validation 2.05
        #> 60: training 0.16, validation 2.27
        #> 400: training 0.11, validation 3.50
