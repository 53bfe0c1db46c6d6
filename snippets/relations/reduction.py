"""What reduction="none", "mean" and "sum" return, and what weights change."""

import torch
from torch.nn import functional as F

prediction = torch.zeros(2, 3, requires_grad=True)
target = torch.tensor([[1.0, 2.0, 3.0], [0.0, 0.0, 4.0]])

each = F.mse_loss(prediction, target, reduction="none")
print(each)
#> tensor([[ 1.,  4.,  9.],
#>         [ 0.,  0., 16.]], grad_fn=<MseLossBackward0>)
total = F.mse_loss(prediction, target, reduction="sum")
mean = F.mse_loss(prediction, target)
print(total)
#> tensor(30., grad_fn=<MseLossBackward0>)
print(mean)
#> tensor(5., grad_fn=<MseLossBackward0>)
# The mean is over all 6 elements, not over the 2 samples.
print(total / 6)
#> tensor(5., grad_fn=<DivBackward0>)

# The sum's gradient is larger by as much.
(of_sum,) = torch.autograd.grad(total, prediction)
(of_mean,) = torch.autograd.grad(mean, prediction)
print(of_sum.equal(6 * of_mean))
#> True

# Class weights 1 and 3: cross-entropy divides by the sum of those it used.
logits = torch.tensor([[2.0, 0.0], [0.0, 0.0], [0.0, 1.0]])
classes = torch.tensor([0, 1, 1])
class_weight = torch.tensor([1.0, 3.0])
weighted = F.cross_entropy(logits, classes, class_weight, reduction="none")
print(F.cross_entropy(logits, classes, class_weight))
#> tensor(0.4495)
print(weighted.sum() / class_weight[classes].sum(), weighted.mean())
#> tensor(0.4495) tensor(1.0487)

# Of the losses with one weight per element some do so too, some do not.
error, zero, weight = torch.ones(3), torch.zeros(3), torch.full((3,), 0.5)
print(F.mse_loss(error, zero, weight=weight))
#> tensor(1.)
print(F.huber_loss(error, zero, weight=weight), F.huber_loss(error, zero))
#> tensor(0.2500) tensor(0.5000)
