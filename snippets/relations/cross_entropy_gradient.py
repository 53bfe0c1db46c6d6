"""The gradient of cross-entropy with respect to a logit is p_k less 1 or 0.

For the mean of a batch it is divided by the number of samples.
"""

import torch
from torch.nn import functional as F

logits = torch.tensor([[2.0, 1.0, 0.0], [0.0, 0.0, 0.0]], requires_grad=True)
target = torch.tensor([0, 2])

loss = F.cross_entropy(logits, target, reduction="sum")
(gradient,) = torch.autograd.grad(loss, logits)
print(gradient)
#> tensor([[-0.3348,  0.2447,  0.0900],
#>         [ 0.3333,  0.3333, -0.6667]])
one_hot = F.one_hot(target, num_classes=3)
print((torch.softmax(logits, dim=1) - one_hot).detach())
#> tensor([[-0.3348,  0.2447,  0.0900],
#>         [ 0.3333,  0.3333, -0.6667]])

# A row sums to 0: a constant added to all logits changes no loss.
print(f"{gradient.sum(dim=1).abs().max():.4f}")
#> 0.0000

# Before training a model knows nothing, and its loss is near log K.
for classes in (2, 10, 100):
    print(F.cross_entropy(torch.zeros(1, classes), torch.tensor([0])))
    #> tensor(0.6931)
    #> tensor(2.3026)
    #> tensor(4.6052)
