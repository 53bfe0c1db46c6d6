"""pos_weight repeats the positives, and shifts the best logit by its log."""

import math

import torch
from torch.nn import functional as F

# One positive, nine negatives, one logit each.
torch.manual_seed(0)
logits = torch.randn(10)
target = torch.tensor([1.0] + [0.0] * 9)
pos_weight = torch.tensor(9.0)

# A weight of 9 is the positive nine times over. The sums are the same; the
# mean divides by 10 losses in the one case and by 18 in the other.
print(
    F.binary_cross_entropy_with_logits(
        logits, target, pos_weight=pos_weight, reduction="sum"
    )
)
#> tensor(6.9611)
times = torch.tensor([9] + [1] * 9)
print(
    F.binary_cross_entropy_with_logits(
        logits.repeat_interleave(times),
        target.repeat_interleave(times),
        reduction="sum",
    )
)
#> tensor(6.9611)

# At its best constant logit the gradient vanishes.
for weight, best in ((1.0, math.log(1 / 9)), (9.0, 0.0)):
    bias = torch.tensor(best, requires_grad=True)
    loss = F.binary_cross_entropy_with_logits(
        bias.expand(10), target, pos_weight=torch.tensor(weight)
    )
    (gradient,) = torch.autograd.grad(loss, bias)
    print(f"{weight:.0f}: p = {bias.sigmoid():.2f}, {abs(gradient):.4f}")
    #> 1: p = 0.10, 0.0000
    #> 9: p = 0.50, 0.0000

# Subtract log(pos_weight) from the logit: the probability is the share again.
print(torch.sigmoid(torch.tensor(0.0) - torch.log(pos_weight)))
#> tensor(0.1000)
