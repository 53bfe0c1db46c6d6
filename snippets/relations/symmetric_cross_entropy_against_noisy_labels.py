"""What each loss learns from labels that are wrong with probability 0.4.

Four groups of points in the plane, 150 labels, and a network of one hidden
layer. That layer stays as it was drawn: so every machine takes the same path.
"""

import torch

from snippets.losses.symmetric_cross_entropy import symmetric_cross_entropy

classes, rho = 4, 0.4
torch.manual_seed(0)
torch.set_default_dtype(torch.float64)

centres = 2.5 * torch.tensor([[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, -1.0]])
true = torch.arange(150) % classes
points = centres[true] + 0.7 * torch.randn(150, 2)
test_true = torch.arange(3000) % classes
test_points = centres[test_true] + 0.7 * torch.randn(3000, 2)

wrong = torch.rand(150) < rho
other = (true + torch.randint(1, classes, (150,))) % classes
seen = torch.where(wrong, other, true)
print(f"labels that are right: {(seen == true).double().mean():.2f}")
#> labels that are right: 0.64

directions, offsets = torch.randn(2, 100), 2 * torch.randn(100)
hidden = torch.tanh(points @ directions + offsets)
test_hidden = torch.tanh(test_points @ directions + offsets)

table = ["alpha  beta  labels fitted  test accuracy"]
for alpha, beta in ((1, 0), (1, 1), (0.1, 1), (0.01, 1)):
    w = torch.zeros(100, classes, requires_grad=True)
    optimizer = torch.optim.Adam([w], lr=0.1)
    for _ in range(200):
        loss = symmetric_cross_entropy(hidden @ w, seen, alpha=alpha, beta=beta)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    fitted = ((hidden @ w).argmax(dim=1) == seen).double().mean()
    right = ((test_hidden @ w).argmax(dim=1) == test_true).double().mean()
    table.append(f"{alpha:5}{beta:6}{fitted:15.2f}{right:15.2f}")
print("\n".join(table))
#> alpha  beta  labels fitted  test accuracy
#>     1     0           0.75           0.79
#>     1     1           0.75           0.81
#>   0.1     1           0.73           0.87
#>  0.01     1           0.69           0.94
