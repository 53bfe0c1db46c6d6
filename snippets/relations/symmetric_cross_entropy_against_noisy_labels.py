"""Training on labels of which two fifths are wrong: what each loss learns.

Four groups of points in the plane, and a network with room to learn all of
the 300 training labels by heart.
"""

import torch
from torch import nn

from snippets.losses.symmetric_cross_entropy import symmetric_cross_entropy

classes, rho = 4, 0.4
torch.manual_seed(0)
# In float64, so that every machine takes the same path.
torch.set_default_dtype(torch.float64)

centres = 2.5 * torch.tensor([[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, -1.0]])
true = torch.arange(300) % classes
points = centres[true] + 0.7 * torch.randn(300, 2)
test_true = torch.arange(3000) % classes
test_points = centres[test_true] + 0.7 * torch.randn(3000, 2)

wrong = torch.rand(300) < rho
other = (true + torch.randint(1, classes, (300,))) % classes
seen = torch.where(wrong, other, true)
print(f"{wrong.double().mean():.2f}")
#> 0.37

print("alpha  beta  labels learnt  test accuracy")
#> alpha  beta  labels learnt  test accuracy
for alpha, beta in ((1, 0), (1, 1), (0.1, 1)):
    torch.manual_seed(0)
    model = nn.Sequential(
        nn.Linear(2, 32),
        nn.ReLU(),
        nn.Linear(32, 32),
        nn.ReLU(),
        nn.Linear(32, classes),
    )
    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    for _ in range(300):
        loss = symmetric_cross_entropy(
            model(points), seen, alpha=alpha, beta=beta
        )
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    with torch.no_grad():
        learnt = (model(points).argmax(dim=1) == seen).double().mean()
        right = (model(test_points).argmax(dim=1) == test_true).double().mean()
    print(f"{alpha:5}{beta:6}{learnt:15.2f}{right:15.2f}")
    #>     1     0           0.71           0.84
    #>     1     1           0.72           0.87
    #>   0.1     1           0.68           0.94
