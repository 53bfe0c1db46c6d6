"""A floor of 1e-4 makes log 0 stand for -9.21, not for -4."""

import math

import torch

from snippets.losses.symmetric_cross_entropy import symmetric_cross_entropy

logits, target = torch.tensor([[1.0, 0.0, 0.0]]), torch.tensor([0])

# Symptom: A = -4 was meant, and the reverse term is 2.3 times that.
print(f"{math.log(1e-4):.4f}  {math.log(1e-4) / -4:.4f}")
#> -9.2103  2.3026
print(symmetric_cross_entropy(logits, target, alpha=0, beta=1, floor=1e-4))
#> tensor(3.9041)

# Fix: floor = exp(A).
print(f"{math.exp(-4):.4f}")
#> 0.0183
print(
    symmetric_cross_entropy(logits, target, alpha=0, beta=1, floor=math.exp(-4))
)
#> tensor(1.6955)

# Only the product of beta and log(floor) counts: tune one of them.
for floor, beta in ((1e-4, 1), (1e-2, 2), (1e-8, 0.5)):
    print(
        symmetric_cross_entropy(logits, target, alpha=1, floor=floor, beta=beta)
    )
    #> tensor(4.4556)
    #> tensor(4.4556)
    #> tensor(4.4556)
