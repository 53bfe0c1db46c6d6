"""The reverse term goes with the label that most samples have, right or not.

Samples that look alike belong to class 1, and a share of them is labelled 0.
"""

import torch

from snippets.losses.binary_symmetric_cross_entropy import (
    binary_symmetric_cross_entropy,
)

p = torch.linspace(0.001, 0.999, 999, dtype=torch.float64)
yes, no = torch.ones_like(p), torch.zeros_like(p)


def best(share: float, alpha: float, beta: float) -> float:
    """The probability of class 1 with the least mean loss."""
    right, wrong = (
        binary_symmetric_cross_entropy(
            torch.logit(p), label, alpha=alpha, beta=beta, reduction="none"
        )
        for label in (yes, no)
    )
    return p[((1 - share) * right + share * wrong).argmin()].item()


table = ["labelled 0  cross-entropy  symmetric, alpha = 0.01"]
for share in (0.3, 0.45, 0.55):
    cross_entropy = best(share, alpha=1, beta=0)
    symmetric = best(share, alpha=0.01, beta=1)
    table.append(f"{share:10}{cross_entropy:15.2f}{symmetric:25.2f}")
print("\n".join(table))
#> labelled 0  cross-entropy  symmetric, alpha = 0.01
#>        0.3           0.70                     1.00
#>       0.45           0.55                     0.99
#>       0.55           0.45                     0.01
