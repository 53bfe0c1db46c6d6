"""With class weights or padding, the mean is not over the batch size."""

import torch
from torch.nn import functional as F

torch.manual_seed(0)
logits = torch.randn(4, 3)
target = torch.tensor([0, 0, 1, 2])
weight = torch.tensor([1.0, 2.0, 5.0])

each = F.cross_entropy(logits, target, weight=weight, reduction="none")
mean = F.cross_entropy(logits, target, weight=weight)
print(mean)
#> tensor(0.5777)
print(each.sum() / weight[target].sum())
#> tensor(0.5777)
print(each.mean())
#> tensor(1.2999)

# Probabilities as targets: now "mean" does divide by the batch size.
one_hot = F.one_hot(target, num_classes=3).float()
print(F.cross_entropy(logits, one_hot, weight=weight))
#> tensor(1.2999)

# So the means of two halves do not average to the mean of the whole.
first = F.cross_entropy(logits[:2], target[:2], weight=weight)
second = F.cross_entropy(logits[2:], target[2:], weight=weight)
print((first + second) / 2)
#> tensor(0.4527)

# When you accumulate gradients: sum, and divide by the weight of all.
halves = [
    F.cross_entropy(z, y, weight=weight, reduction="sum")
    for z, y in zip(logits.split(2), target.split(2), strict=True)
]
print(sum(halves) / weight[target].sum())
#> tensor(0.5777)
