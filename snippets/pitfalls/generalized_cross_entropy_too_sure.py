"""Generalized cross-entropy reports a higher probability than the truth.

Of samples that look alike a share is of class 0, the rest of class 1.
"""

import torch

from snippets.losses.generalized_cross_entropy import (
    generalized_cross_entropy,
)

p = torch.linspace(0.0001, 0.9999, 9999, dtype=torch.float64)
logits = torch.stack([p.log(), (1 - p).log()], dim=1)
zero = torch.zeros(len(p), dtype=torch.int64)


def best(share: float, q: float) -> float:
    """The probability of class 0 with the least mean loss."""
    first, second = (
        generalized_cross_entropy(logits, label, q=q, reduction="none")
        for label in (zero, zero + 1)
    )
    return p[(share * first + (1 - share) * second).argmin()].item()


table = ["share  q = 1e-6  q = 0.3  q = 0.7"]
for share in (0.5, 0.6, 0.7, 0.9):
    row = [best(share, q) for q in (1e-6, 0.3, 0.7)]
    table.append("{:5}{:10.2f}{:9.2f}{:9.2f}".format(share, *row))
print("\n".join(table))
#> share  q = 1e-6  q = 0.3  q = 0.7
#>   0.5      0.50     0.50     0.50
#>   0.6      0.60     0.64     0.79
#>   0.7      0.70     0.77     0.94
#>   0.9      0.90     0.96     1.00
