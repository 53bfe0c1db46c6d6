"""A tour of nn.MultiLabelSoftMarginLoss: cross-entropy, label by label."""

import torch
from torch import nn
from torch.nn import functional as F

logits = torch.tensor([[1.0, -2.0, 0.5], [3.0, 0.0, -1.0]])
target = torch.tensor([[1.0, 0.0, 1.0], [0.0, 1.0, 0.0]])

print(nn.MultiLabelSoftMarginLoss()(logits, target))
#> tensor(0.8282)
# The same from the loss that has pos_weight, too.
loss = nn.BCEWithLogitsLoss()(logits, target)
print(loss)
#> tensor(0.8282)

# It has one loss a sample where binary cross-entropy has one a label.
print(F.multilabel_soft_margin_loss(logits, target, reduction="none"))
#> tensor([0.3048, 1.3517])
each = F.binary_cross_entropy_with_logits(logits, target, reduction="none")
print(each.mean(dim=1))
#> tensor([0.3048, 1.3517])

# So its sum is smaller, by the number of labels.
small = F.multilabel_soft_margin_loss(logits, target, reduction="sum")
print(small, each.sum(), each.sum() / small)
#> tensor(1.6564) tensor(4.9693) tensor(3.0000)
