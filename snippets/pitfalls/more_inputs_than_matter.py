"""With 50 inputs, of which 5 matter, a linear model fits the noise."""

import torch
from torch import nn
from torch.nn import functional as F

from snippets.regularizers.l1_penalty import l1_penalty
from snippets.regularizers.l2_penalty import l2_penalty

torch.manual_seed(0)
x = torch.randn(1060, 50)
y = x[:, :5].sum(1, keepdim=True) + torch.randn(1060, 1)

penalties = ((l2_penalty, 0.0), (l2_penalty, 0.5), (l1_penalty, 0.3))
for penalty, strength in penalties:
    model = nn.Linear(50, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    for _ in range(1000):
        optimizer.zero_grad()
        loss = F.mse_loss(model(x[:60]), y[:60]) + penalty(model, strength)
        loss.backward()
        optimizer.step()
    error = (model(x) - y).square()
    seen, new = error[:60].mean(), error[60:].mean()
    print(f"{penalty.__name__}, {strength}: seen {seen:.2f}, new {new:.2f}")
    #> l2_penalty, 0.0: seen 0.11, new 8.33
    #> l2_penalty, 0.5: seen 0.50, new 2.82
    #> l1_penalty, 0.3: seen 0.72, new 1.22
