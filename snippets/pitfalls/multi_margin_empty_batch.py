"""Margin losses of an empty batch return what happened to be in memory."""

import torch
from torch.nn import functional as F

scores, target = torch.empty(0, 4), torch.empty(0, dtype=torch.long)
labels = torch.empty(0, 4, dtype=torch.long)

# What was there differs from call to call. So we hand over memory that holds
# 42, to the functions that F.multi_margin_loss and the other one call.
memory = torch.tensor(42.0)
margin, label_margin = (
    torch._C._nn.multi_margin_loss,
    torch._C._nn.multilabel_margin_loss,
)
for reduction in (1, 2):  # "mean" and "sum"
    margin(scores, target, 1, 1, None, reduction, out=memory)
    print(memory)
    #> tensor(42.)
    #> tensor(42.)
    label_margin(scores, labels, reduction, out=memory)
    print(memory)
    #> tensor(42.)
    #> tensor(42.)

# Other losses write the mean of no numbers.
print(F.cross_entropy(scores, target))
#> tensor(nan)

# The fix: the losses of the samples, of which there are none.
each = F.multi_margin_loss(scores, target, reduction="none")
print(each.sum() / max(len(target), 1))
#> tensor(0.)
