"""A wide layer learns the noise of its samples by heart."""

import torch
from torch import nn
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)
for p, weight_decay in ((0.0, 0.0), (0.5, 0.0), (0.8, 0.0), (0.0, 3.0)):
    torch.manual_seed(0)
    x = torch.randn(1080, 5)
    y = x[:, :1] * x[:, 1:2] + torch.randn(1080, 1)
    model = nn.Sequential(
        nn.Linear(5, 100), nn.ReLU(), nn.Dropout(p), nn.Linear(100, 1)
    )
    optimizer = torch.optim.AdamW(
        model.parameters(), lr=0.03, weight_decay=weight_decay
    )
    for _ in range(300):
        optimizer.zero_grad()
        F.mse_loss(model(x[:80]), y[:80]).backward()
        optimizer.step()
    error = (model.eval()(x) - y).square()
    seen, new = error[:80].mean(), error[80:].mean()
    print(f"p={p}, decay={weight_decay}: seen {seen:.2f}, new {new:.2f}")
    #> p=0.0, decay=0.0: seen 0.00, new 2.72
    #> p=0.5, decay=0.0: seen 0.45, new 2.15
    #> p=0.8, decay=0.0: seen 0.71, new 1.92
    #> p=0.0, decay=3.0: seen 0.44, new 1.67
