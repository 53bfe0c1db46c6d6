"""Double softmax: the loss cannot fall below log(1 + (K - 1) exp(-1))."""

import math

import torch
from torch import nn
from torch.nn import functional as F

torch.manual_seed(0)
classes = 10
target = torch.arange(classes).repeat(20)
features = F.one_hot(target).float() + 0.1 * torch.randn(200, classes)

criterion = nn.CrossEntropyLoss()
double = nn.Sequential(nn.Linear(classes, classes), nn.Softmax(dim=1))
single = nn.Sequential(nn.Linear(classes, classes))
for name, model in (("double", double), ("single", single)):
    optimizer = torch.optim.Adam(model.parameters(), lr=0.1)
    for _ in range(300):
        optimizer.zero_grad()
        loss = criterion(model(features), target)
        loss.backward()
        optimizer.step()
    print(f"{name}: loss {loss:.2f}")
    #> double: loss 1.46
    #> single: loss 0.00

# Certain and right, and yet: the second softmax makes 0.23 of a 1.
certain = F.one_hot(torch.tensor([0]), classes).float()
print(torch.softmax(certain, dim=1)[0, 0])
#> tensor(0.2320)
print(criterion(certain, torch.tensor([0])))
#> tensor(1.4612)
print(f"{math.log(1 + (classes - 1) * math.exp(-1)):.4f}")
#> 1.4612

# Certain and wrong costs only 1 more, and the gradient all but vanishes.
wrong = torch.tensor([[20.0] + [0.0] * 9], requires_grad=True)
loss = criterion(torch.softmax(wrong, dim=1), torch.tensor([1]))
(gradient,) = torch.autograd.grad(loss, wrong)
print(f"double: loss {loss:.4f}, gradient {gradient.abs().max():.4f}")
#> double: loss 2.4612, gradient 0.0000
loss = criterion(wrong, torch.tensor([1]))
(gradient,) = torch.autograd.grad(loss, wrong)
print(f"single: loss {loss:.4f}, gradient {gradient.abs().max():.4f}")
#> single: loss 20.0000, gradient 1.0000
