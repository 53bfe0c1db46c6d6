"""The Brier score and its gradient, beside cross-entropy, for three classes.

Source: Brier, Verification of forecasts expressed in terms of probability,
1950.
"""

import torch
from torch.nn import functional as F


def brier_score(logits: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """Mean over the samples, from logits and class indices."""
    p = logits.softmax(dim=1)
    y = F.one_hot(target, logits.shape[1])
    return (p - y).square().sum(dim=1).mean()


target = torch.tensor([0])
print("logit  Brier  gradient    CE  gradient")
#> logit  Brier  gradient    CE  gradient
for logit in (2.0, 0.0, -2.0, -4.0, -8.0):
    logits = torch.tensor([[logit, 0.0, 0.0]], requires_grad=True)
    numbers = []
    for loss_of in (brier_score, F.cross_entropy):
        loss = loss_of(logits, target)
        (gradient,) = torch.autograd.grad(loss, logits)
        numbers += [loss.item(), gradient[0, 0].item()]
    brier, slope, ce, ce_slope = numbers
    print(f"{logit:5}{brier:7.3f}{slope:10.4f}{ce:6.2f}{ce_slope:10.4f}")
    #>   2.0  0.068   -0.1071  0.24   -0.2130
    #>   0.0  0.667   -0.4444  1.10   -0.6667
    #>  -2.0  1.316   -0.1668  2.76   -0.9366
    #>  -4.0  1.473   -0.0267  4.70   -0.9909
    #>  -8.0  1.499   -0.0005  8.69   -0.9998
