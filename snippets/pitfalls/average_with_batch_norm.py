"""BatchNorm's statistics are copied, and do not belong to averaged weights."""

import torch
from sklearn.datasets import load_digits
from torch import nn
from torch.nn import functional as F
from torch.optim.swa_utils import AveragedModel, update_bn

torch.set_default_dtype(torch.float64)
x, y = map(torch.tensor, load_digits(return_X_y=True))
x = x / 16
train, new = slice(0, 500), slice(500, None)


def loss(model):
    """That on new digits."""
    model.eval()
    with torch.no_grad():
        return F.cross_entropy(model(x[new]), y[new])


print("model  copied  averaged  update_bn")
#> model  copied  averaged  update_bn
for seed in range(4):
    torch.manual_seed(seed)
    first = nn.Linear(64, 32), nn.BatchNorm1d(32), nn.ReLU()
    second = nn.Linear(32, 32), nn.BatchNorm1d(32), nn.ReLU()
    model = nn.Sequential(*first, *second, nn.Linear(32, 10))
    optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
    copied = AveragedModel(model)  # SWA
    averaged = AveragedModel(model, use_buffers=True)
    for step in range(300):
        batch = torch.randint(500, (16,))
        optimizer.zero_grad()
        F.cross_entropy(model(x[batch]), y[batch]).backward()
        optimizer.step()
        if step >= 100 and step % 10 == 0:
            copied.update_parameters(model)
            averaged.update_parameters(model)
    losses = [loss(each) for each in (model, copied, averaged)]
    update_bn(x[train].split(100), copied)
    print("{:5.2f}{:8.2f}{:10.2f}{:11.2f}".format(*losses, loss(copied)))
    #>  0.39    0.37      0.27       0.29
    #>  0.31    0.55      0.27       0.29
    #>  0.37    0.41      0.27       0.28
    #>  1.08    0.47      0.34       0.36
