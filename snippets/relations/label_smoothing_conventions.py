"""Two conventions of label smoothing, and a teacher who knows nothing."""

import torch
from torch.nn import functional as F

from snippets.losses.distillation_loss import distillation_loss

logits = torch.tensor([[2.0, -1.0, 0.5], [0.0, 1.5, -0.5]])
target = torch.tensor([0, 2])
epsilon, classes = 0.1, 3
one_hot = F.one_hot(target, classes)

# PyTorch: the share epsilon goes to all classes, the right one among them.
print(F.cross_entropy(logits, target, label_smoothing=epsilon))
#> tensor(1.3072)

# Others: to the wrong classes alone.
wrong = (1 - one_hot) / (classes - 1)
print(F.cross_entropy(logits, (1 - epsilon) * one_hot + epsilon * wrong))
#> tensor(1.3238)

# Which is PyTorch's with a larger share.
larger = epsilon * classes / (classes - 1)
print(F.cross_entropy(logits, target, label_smoothing=larger))
#> tensor(1.3238)

# A teacher whose logits are all alike, beside the labels: up to a constant,
# log(3) times epsilon, PyTorch's.
ignorant = distillation_loss(logits, torch.zeros(2, 3), temperature=1.0)
hard = F.cross_entropy(logits, target)
constant = epsilon * torch.tensor(3.0).log()
print((1 - epsilon) * hard + epsilon * ignorant + constant)
#> tensor(1.3072)
