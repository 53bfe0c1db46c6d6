"""A small alpha learns samples that start out wrong slowly, or not at all."""

import torch

from snippets.losses.symmetric_cross_entropy import symmetric_cross_entropy

# A clean label of class 0 that the model does not believe yet: a hard sample.
start = torch.zeros(1, 100, dtype=torch.float64)
start[0, 1] = 10
target = torch.tensor([0])
print(f"{start.softmax(dim=1)[0, 0]:.6f}")
#> 0.000045

table = ["alpha  beta  steps until p_y > 0.9"]
for alpha, beta in ((0, 1), (0.01, 1), (0.1, 1), (1, 1), (1, 0)):
    logits, steps = start.clone().requires_grad_(), 0
    while logits.softmax(dim=1)[0, 0] <= 0.9 and steps < 2000:
        loss = symmetric_cross_entropy(logits, target, alpha=alpha, beta=beta)
        (gradient,) = torch.autograd.grad(loss, logits)
        logits = (logits - 0.5 * gradient).detach().requires_grad_()
        steps += 1
    steps = steps if steps < 2000 else "not in 2000"
    table.append(f"{alpha:5}{beta:6}  {steps}")
print("\n".join(table))
#> alpha  beta  steps until p_y > 0.9
#>     0     1  not in 2000
#>  0.01     1  334
#>   0.1     1  61
#>     1     1  11
#>     1     0  28
