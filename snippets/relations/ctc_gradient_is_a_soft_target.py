"""The gradient of the CTC loss is p less a target that it makes itself."""

from itertools import groupby, product

import torch
from torch.nn import functional as F

torch.manual_seed(0)
z = torch.randn(4, 3, dtype=torch.float64, requires_grad=True)
p = z.softmax(dim=1).detach()
loss = F.ctc_loss(
    z.log_softmax(dim=1)[:, None],
    torch.tensor([[1, 2]]),
    torch.tensor([4]),
    torch.tensor([2]),
    reduction="sum",
)
(gradient,) = torch.autograd.grad(loss, z)

# The share of each class at each step in the paths that spell the text 1 2.
share = torch.zeros(4, 3, dtype=torch.float64)
for path in product(range(3), repeat=4):
    if [letter for letter, _ in groupby(path) if letter] == [1, 2]:
        share[range(4), path] += p[range(4), path].prod()
share = share / share.sum(dim=1, keepdim=True)
print(share)
#> tensor([[0.8561, 0.1439, 0.0000],
#>         [0.7179, 0.2725, 0.0096],
#>         [0.1585, 0.7591, 0.0823],
#>         [0.0345, 0.0000, 0.9655]], dtype=torch.float64)
print(torch.allclose(gradient, p - share))
#> True
