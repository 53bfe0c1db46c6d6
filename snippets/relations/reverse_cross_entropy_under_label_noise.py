"""Reverse cross-entropy keeps the direction of its gradient under label noise.

It sums to a constant over the classes, so that labels which are wrong with some
probability, each other class alike, only shrink its gradient.

Source: Wang, Ma, Chen, Luo, Yi, Bailey, Symmetric Cross Entropy for Robust
Learning with Noisy Labels, 2019, arXiv 1908.06112; Ghosh, Kumar, Sastry,
Robust Loss Functions under Label Noise for Deep Neural Networks, 2017, arXiv
1712.09482, for all losses with such a sum.
"""

import math

import torch
from torch.nn import functional as F

from snippets.losses.symmetric_cross_entropy import symmetric_cross_entropy

classes, rho = 4, 0.4
logits = torch.tensor([[2.0, 1.0, 0.0, -1.0]], requires_grad=True)
every_label = torch.arange(classes)
same_logits = logits.expand(classes, classes)

reverse = symmetric_cross_entropy(
    same_logits, every_label, alpha=0, beta=1, reduction="none"
)
forward = F.cross_entropy(same_logits, every_label, reduction="none")
print(reverse.sum().detach())
#> tensor(27.6310)
print(f"{-math.log(1e-4) * (classes - 1):.4f}")
#> 27.6310

# The true label is 0; the label that is seen follows this distribution.
seen = torch.full((classes,), rho / (classes - 1))
seen[0] = 1 - rho
print(seen)
#> tensor([0.6000, 0.1333, 0.1333, 0.1333])
print(f"{1 - rho * classes / (classes - 1):.4f}")
#> 0.4667
for loss in (reverse, forward):
    (clean,) = torch.autograd.grad(loss[0], logits, retain_graph=True)
    (noisy,) = torch.autograd.grad(loss @ seen, logits, retain_graph=True)
    print((noisy / clean)[0])
    #> tensor([0.4667, 0.4667, 0.4667, 0.4667])
    #> tensor([-0.1233,  0.4371, -0.5300, -3.1590])

# Where all is learnt, only cross-entropy still pulls: towards `seen`.
sure = torch.tensor([[20.0, 0.0, 0.0, 0.0]], requires_grad=True)
same_logits = sure.expand(classes, classes)
reverse = symmetric_cross_entropy(
    same_logits, every_label, alpha=0, beta=1, reduction="none"
)
forward = F.cross_entropy(same_logits, every_label, reduction="none")
print(torch.autograd.grad(reverse @ seen, sure)[0].abs().max() < 1e-6)
#> tensor(True)
print(torch.autograd.grad(forward @ seen, sure)[0])
#> tensor([[ 0.4000, -0.1333, -0.1333, -0.1333]])
