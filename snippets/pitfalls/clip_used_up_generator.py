"""parameters() can be gone through once: after that nothing is clipped."""

import warnings

import torch
from torch import nn

model = nn.Linear(2, 1)
parameters = model.parameters()
optimizer = torch.optim.SGD(parameters, lr=0.1)
(100 * model(torch.ones(1, 2))).sum().backward()

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    norm = nn.utils.clip_grad_norm_(parameters, max_norm=1.0)
print(caught[0].message)
#> `parameters` is an empty generator, no gradient clipping will occur.
print(norm, model.bias.grad)
#> tensor(0.) tensor([100.])

# The fix: ask for them each time, or keep a list.
norm = nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.0)
print(norm, model.bias.grad)
#> tensor(173.2051) tensor([0.5774])
