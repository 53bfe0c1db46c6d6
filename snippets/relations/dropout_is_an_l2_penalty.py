"""In a linear model dropout of the input is an L2 penalty, scaled by x².

The expected error is computed over all masks, each with its probability, so the
equality is one of numbers and not of averages over random draws.

Source: Wager, Wang, Liang, Dropout Training as Adaptive Regularization, 2013,
arXiv 1307.1493.
"""

from itertools import product

import torch

p = 0.3
w = torch.tensor([0.5, -1.0, 2.0, 0.5], dtype=torch.float64)
x = torch.tensor([1.0, 3.0, -0.5, 2.0], dtype=torch.float64)
y = torch.tensor(1.0, dtype=torch.float64)
w.requires_grad_()

# One row for each of the 2^4 masks.
masks = torch.tensor(list(product([0.0, 1.0], repeat=4)), dtype=torch.float64)
kept = masks.sum(dim=1)
probability = p ** (4 - kept) * (1 - p) ** kept
print(f"{len(masks)} masks, total probability {probability.sum():.4f}")
#> 16 masks, total probability 1.0000

prediction = (masks * x / (1 - p)) @ w
print(f"mean prediction     {(probability * prediction).sum():.4f}")
#> mean prediction     -2.5000
print(f"without dropout     {w @ x:.4f}")
#> without dropout     -2.5000

expected = (probability * (prediction - y) ** 2).sum()
error = (w @ x - y) ** 2
penalty = p / (1 - p) * (w**2 * x**2).sum()
print(f"expected error      {expected:.4f}")
#> expected error      17.0714
print(f"error               {error:.4f}")
#> error               12.2500
print(f"penalty             {penalty:.4f}")
#> penalty             4.8214
print(f"error + penalty     {error + penalty:.4f}")
#> error + penalty     17.0714

# Equal values at every w mean equal gradients.
(left,) = torch.autograd.grad(expected, w)
(right,) = torch.autograd.grad(error + penalty, w)
print(torch.allclose(left, right))
#> True
print(right)
#> tensor([ -6.5714, -28.7143,   3.9286, -12.2857], dtype=torch.float64)

# Training draws one mask at a time: an unbiased estimate of the same.
torch.manual_seed(0)
drawn = torch.multinomial(probability, 1_000_000, replacement=True)
print(f"a million draws     {((prediction - y) ** 2)[drawn].mean():.0f}")
#> a million draws     17
