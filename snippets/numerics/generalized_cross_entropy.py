"""Generalized cross-entropy from the softmax, its logarithm, or the logits."""

import torch

from snippets.losses.generalized_cross_entropy import (
    generalized_cross_entropy,
)


def of_softmax(logits, target):
    """The formula as it stands."""
    p = logits.softmax(dim=1).gather(1, target[:, None])
    return ((1 - p**0.7) / 0.7).mean()


def of_logarithm(logits, target):
    """The usual way out."""
    log_p = logits.log_softmax(dim=1).gather(1, target[:, None])
    return -(torch.expm1(0.7 * log_p) / 0.7).mean()


table = ["          softmax             log-softmax         this file"]
table += ["z_y       loss     gradient   loss     gradient   loss     gradient"]
target = torch.tensor([0])
for z_y in (-110, -50, 5, 20):
    row = f"{z_y:<10g}"
    for loss in (of_softmax, of_logarithm, generalized_cross_entropy):
        logits = torch.tensor([[z_y, 0.0]]).requires_grad_()
        value = loss(logits, target)
        (gradient,) = torch.autograd.grad(value, logits)
        # Adding zero takes the sign from a zero.
        row += f"{value + 0:<9.2g}{gradient[0, 0] + 0:<11.2g}"
    table.append(row.rstrip())
print("\n".join(table))
#>           softmax             log-softmax         this file
#> z_y       loss     gradient   loss     gradient   loss     gradient
#> -110      1.4      nan        1.4      0          1.4      -3.6e-34
#> -50       1.4      -6.3e-16   1.4      0          1.4      -6.3e-16
#> 5         0.0067   -0.0067    0.0067   -0.0067    0.0067   -0.0067
#> 20        0        0          0        0          2.1e-09  -2.1e-09
