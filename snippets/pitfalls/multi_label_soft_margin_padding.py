"""nn.MultiLabelSoftMarginLoss with -1 for a missing label falls below zero."""

import torch
from torch.nn import functional as F

# The third label of this sample is not known.
target = torch.tensor([[1.0, 0.0, -1.0]])
for logit in (0.0, -10.0, -100.0):
    logits = torch.tensor([[2.0, -2.0, logit]])
    print(F.multilabel_soft_margin_loss(logits, target))
    #> tensor(0.3157)
    #> tensor(-3.2487)
    #> tensor(-33.2487)

# The fix: leave out what is not known.
known = target >= 0
print(F.binary_cross_entropy_with_logits(logits[known], target[known]))
#> tensor(0.1269)
