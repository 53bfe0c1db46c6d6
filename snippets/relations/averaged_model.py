"""Averages of weights in torch.optim.swa_utils: EMA, SWA, update_bn, SWALR.

Source: Polyak, Juditsky, Acceleration of Stochastic Approximation by Averaging,
1992, doi 10.1137/0330046; Izmailov, Podoprikhin, Garipov, Vetrov, Wilson,
Averaging Weights Leads to Wider Optima and Better Generalization, 2018, arXiv
1803.05407.
"""

import torch
from torch import nn
from torch.optim.swa_utils import (
    SWALR,
    AveragedModel,
    get_ema_multi_avg_fn,
    update_bn,
)

# An EMA: the first update copies, each later one moves by 1 - decay.
model = nn.Linear(1, 1, bias=False)
ema = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(decay=0.9))
for weight in (1.0, 2.0):
    nn.init.constant_(model.weight, weight)
    ema.update_parameters(model)
print(f"{ema.module.weight.item():.2f}")
#> 1.10

# An SWA, the default: the mean of all updates.
swa = AveragedModel(model)
for weight in (1.0, 2.0, 6.0):
    nn.init.constant_(model.weight, weight)
    swa.update_parameters(model)
print(f"{swa.module.weight.item():.2f}")
#> 3.00
# An average is a model, and is called like one.
print(f"{swa(torch.ones(1, 1)).item():.2f}")
#> 3.00

# Buffers are copied, or averaged; update_bn computes BatchNorm's anew.
norm = nn.BatchNorm1d(1)
copied = AveragedModel(norm, multi_avg_fn=get_ema_multi_avg_fn(decay=0.9))
averaged = AveragedModel(
    norm, multi_avg_fn=get_ema_multi_avg_fn(decay=0.9), use_buffers=True
)
for mean in (1.0, 2.0):
    nn.init.constant_(norm.running_mean, mean)
    copied.update_parameters(norm)
    averaged.update_parameters(norm)
print(copied.module.running_mean, averaged.module.running_mean)
#> tensor([2.]) tensor([1.1000])
update_bn([torch.full((4, 1), 5.0)], copied)
print(copied.module.running_mean)
#> tensor([5.])

# SWA's learning rate: a few epochs towards a rate that then stays.
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
scheduler = SWALR(
    optimizer, swa_lr=0.05, anneal_epochs=2, anneal_strategy="linear"
)
rates = []
for _ in range(4):
    rates.append(round(scheduler.get_last_lr()[0], 4))
    optimizer.step()
    scheduler.step()
print(rates)
#> [0.1, 0.075, 0.05, 0.05]
