"""Proximal gradient descent reaches the Lasso's solution."""

import torch

from snippets.regularizers.proximal_l1 import proximal_l1_, soft_threshold

torch.manual_seed(0)
torch.set_default_dtype(torch.float64)
x = torch.randn(100, 10)
y = x[:, :3].sum(1) + torch.randn(100)
strength = 0.3

# The objective: (1 / 2N) sum_i (x_i w - y_i)^2 + strength * sum_j |w_j|.
w = torch.zeros(10, requires_grad=True)
optimizer = torch.optim.SGD([w], lr=0.5)
for _ in range(500):
    optimizer.zero_grad()
    loss = (x @ w - y).square().mean() / 2
    loss.backward()
    optimizer.step()
    proximal_l1_(w, 0.5 * strength)
w = w.detach()
print(w[:5], f"and {(w == 0).sum()} of 10 are 0")
#> tensor([0.6864, 0.6712, 0.7762, 0.0000, 0.0000]) and 7 of 10 are 0

# One coordinate at a time, each solved exactly while the others stand still.
by_coordinate = torch.zeros(10)
for _ in range(100):
    for j in range(10):
        rest = y - x @ by_coordinate + x[:, j] * by_coordinate[j]
        pull, curvature = x[:, j] @ rest / 100, x[:, j] @ x[:, j] / 100
        by_coordinate[j] = soft_threshold(pull, strength) / curvature
print(torch.allclose(w, by_coordinate, rtol=0, atol=1e-12))
#> True

# The conditions of a minimum: at a zero the loss pulls by less than strength,
# elsewhere by exactly strength, towards growth.
pull = x.T @ (y - x @ w) / 100
print(pull[w == 0].abs().max() <= strength)
#> tensor(True)
print(torch.allclose(pull[w != 0], strength * w[w != 0].sign()))
#> True

# Orthogonal columns: soft-threshold the least-squares solution, once.
x = torch.linalg.qr(x).Q * 10
least_squares = x.T @ y / 100
w = torch.zeros(10)
for _ in range(200):
    gradient = x.T @ (x @ w - y) / 100
    w = soft_threshold(w - 0.5 * gradient, 0.5 * strength)
print(torch.allclose(w, soft_threshold(least_squares, strength)))
#> True
