"""Multi-class focal loss with two classes is the binary one on z1 - z0."""

import torch

from snippets.losses.focal_loss import focal_loss
from snippets.losses.multiclass_focal_loss import multiclass_focal_loss

logits = torch.tensor([[0.5, 2.0], [1.0, -1.0], [0.0, 3.0], [2.0, 2.5]])
target = torch.tensor([1, 0, 0, 1])
difference = logits[:, 1] - logits[:, 0]

# alpha weighs positives; the class weights say the same of class 0 and 1.
alpha = 0.75
weights = torch.tensor([1 - alpha, alpha])

two_class = multiclass_focal_loss(
    logits, target, weight=weights, reduction="none"
)
binary = focal_loss(difference, target.float(), alpha=alpha, reduction="none")
print(two_class)
#> tensor([5.0271e-03, 4.5089e-04, 6.9157e-01, 5.0680e-02])
print(binary)
#> tensor([5.0271e-03, 4.5089e-04, 6.9157e-01, 5.0680e-02])

# The means differ: one divides by the sum of weights, one by the count.
print(multiclass_focal_loss(logits, target, weight=weights))
#> tensor(0.3739)
print(two_class.sum() / weights[target].sum())
#> tensor(0.3739)
print(focal_loss(difference, target.float(), alpha=alpha))
#> tensor(0.1869)
print(binary.sum() / target.numel())
#> tensor(0.1869)
