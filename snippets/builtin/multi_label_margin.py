"""A tour of nn.MultiLabelMarginLoss: labels that hold must beat the others."""

import torch
from torch import nn
from torch.nn import functional as F

scores = torch.tensor([[0.1, 0.2, 0.4, 0.8]])
# Labels 3 and 0 hold. The list ends at -1; what comes after it is not read.
target = torch.tensor([[3, 0, -1, 1]])

loss = nn.MultiLabelMarginLoss()(scores, target)
print(loss)
#> tensor(0.8500)
# Label 3 leads labels 1 and 2 by 0.6 and 0.4, label 0 by -0.1 and -0.3.
print(round((0.4 + 0.6 + 1.1 + 1.3) / 4, 4))
#> 0.85

# With one label it is the multi-margin loss.
one = torch.tensor([[3, -1, -1, -1]])
print(F.multilabel_margin_loss(scores, one))
#> tensor(0.3250)
print(F.multi_margin_loss(scores, one[:, 0]))
#> tensor(0.3250)

# No label holds, or all do: nothing to compare, and no loss.
for labels in ([-1, -1, -1, -1], [0, 1, 2, 3]):
    print(F.multilabel_margin_loss(scores, torch.tensor([labels])))
    #> tensor(0.)
    #> tensor(0.)
