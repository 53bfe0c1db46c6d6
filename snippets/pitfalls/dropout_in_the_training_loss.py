"""The training loss is above the validation loss: one has dropout in it."""

import torch
from torch import nn
from torch.nn import functional as F

torch.manual_seed(0)
x = torch.randn(2000, 5)
y = x.sum(dim=1, keepdim=True)
model = nn.Sequential(
    nn.Linear(5, 100), nn.ReLU(), nn.Dropout(0.5), nn.Linear(100, 1)
)
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
for _ in range(200):
    optimizer.zero_grad()
    loss = F.mse_loss(model(x[:1000]), y[:1000])
    loss.backward()
    optimizer.step()
model.eval()
with torch.no_grad():
    error = (model(x) - y).square()
print(f"training loss, with dropout {loss:.2f}")
#> training loss, with dropout 0.14
print(f"validation loss, without    {error[1000:].mean():.2f}")
#> validation loss, without    0.01

# The fix: compare what is measured alike, both in evaluation mode.
print(f"training loss, without      {error[:1000].mean():.2f}")
#> training loss, without      0.01
