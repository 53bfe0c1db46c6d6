"""Generalized cross-entropy starts slowly, the more so the more classes."""

import torch

from snippets.losses.generalized_cross_entropy import (
    generalized_cross_entropy,
)

target = torch.tensor([0])
table = ["classes  pull at the start: q = 1e-6  q = 0.3  q = 0.7"]
for classes in (10, 100, 1000):
    row = f"{classes:7}"
    for q, width in ((1e-6, 28), (0.3, 9), (0.7, 9)):
        logits = torch.zeros(1, classes, requires_grad=True)
        generalized_cross_entropy(logits, target, q=q).backward()
        row += f"{-logits.grad[0, 0]:{width}.3f}"
    table.append(row)
print("\n".join(table))
#> classes  pull at the start: q = 1e-6  q = 0.3  q = 0.7
#>      10                       0.900    0.451    0.180
#>     100                       0.990    0.249    0.039
#>    1000                       0.999    0.126    0.008
