"""Tour of nn.KLDivLoss: a predicted distribution against a target one.

The input is log p, never the prediction p itself. "batchmean" is the mean over
the N samples.

Source: Kullback, Leibler, On Information and Sufficiency, 1951, doi
10.1214/aoms/1177729694.
"""

import torch
from torch import nn
from torch.nn import functional as F

# One-hot targets: the entropy is 0, and KL is the cross-entropy.
logits = torch.tensor([[10.0, 0.0, -10.0], [8.0, 8.0, 8.0]])
classes = torch.tensor([0, 2])
target = F.one_hot(classes, num_classes=3).float()
loss = F.kl_div(logits.log_softmax(1), target, reduction="batchmean")
print(loss, F.cross_entropy(logits, classes))
#> tensor(0.5493) tensor(0.5493)

# Soft targets: each row is a distribution.
logits = torch.tensor([[2.0, 1.0, 0.0], [0.0, 0.0, 0.0]], requires_grad=True)
target = torch.tensor([[0.7, 0.2, 0.1], [0.2, 0.3, 0.5]])
log_p = logits.log_softmax(1)
kl = nn.KLDivLoss(reduction="batchmean")
print(kl(log_p, target).detach())
#> tensor(0.0374)

# The target may come as logarithms too, as from another log_softmax.
kl_of_logs = nn.KLDivLoss(reduction="batchmean", log_target=True)
print(kl_of_logs(log_p, target.log()).detach())
#> tensor(0.0374)

# "none" keeps the summands; one sample's divergence is the sum of its row.
summands = nn.KLDivLoss(reduction="none")(log_p, target).detach()
print(summands)
#> tensor([[ 0.0357, -0.0404,  0.0105],
#>         [-0.1022, -0.0316,  0.2027]])
print(summands.sum(1), summands.sum(1).mean())
#> tensor([0.0058, 0.0690]) tensor(0.0374)

# The gradient with respect to the logits is (p - y) / N.
(gradient,) = torch.autograd.grad(kl(log_p, target), logits)
print(gradient)
#> tensor([[-0.0174,  0.0224, -0.0050],
#>         [ 0.0667,  0.0167, -0.0833]])
print((logits.softmax(1) - target).detach() / len(logits))
#> tensor([[-0.0174,  0.0224, -0.0050],
#>         [ 0.0667,  0.0167, -0.0833]])

# One target for all rows: a smaller one is broadcast, without a warning.
print(kl(log_p, target[0]).detach())
#> tensor(0.1513)

# It is 0 where the prediction is the target.
print(f"{kl(target.log(), target).abs():.4f}")
#> 0.0000
