"""Gradient clipping in torch.nn.utils: by norm, and element by element.

The norm is that of all gradients together.

Source: Pascanu, Mikolov, Bengio, On the difficulty of training Recurrent Neural
Networks, 2012, arXiv 1211.5063.
"""

import torch
from torch import nn

model = nn.Linear(2, 1)


def backward() -> None:
    """Make the gradients (3, 0), of the weight, and 4, of the bias."""
    model.zero_grad()
    (4 * model(torch.tensor([[0.75, 0.0]]))).sum().backward()


# By norm, that of all parameters together. What it was before is returned.
backward()
norm = nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.0)
print(norm, model.weight.grad, model.bias.grad)
#> tensor(5.) tensor([[0.6000, 0.0000]]) tensor([0.8000])

# What is within the limit stays as it is.
norm = nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.0)
print(norm, model.weight.grad, model.bias.grad)
#> tensor(1.0000) tensor([[0.6000, 0.0000]]) tensor([0.8000])

# Element by element, which returns nothing.
backward()
nn.utils.clip_grad_value_(model.parameters(), clip_value=3.5)
print(model.weight.grad, model.bias.grad)
#> tensor([[3., 0.]]) tensor([3.5000])

# The norm alone: what an infinite limit returns, or of a list of gradients.
backward()
norm = nn.utils.clip_grad_norm_(model.parameters(), max_norm=torch.inf)
print(norm, nn.utils.get_total_norm(p.grad for p in model.parameters()))
#> tensor(5.) tensor(5.)

# A list of parameters is clipped by itself, by any norm: here the largest.
norm = nn.utils.clip_grad_norm_([model.weight], 1.0, norm_type=torch.inf)
print(norm, model.weight.grad, model.bias.grad)
#> tensor(3.) tensor([[1.0000, 0.0000]]) tensor([4.])
