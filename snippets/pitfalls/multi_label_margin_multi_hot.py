"""nn.MultiLabelMarginLoss takes each 1 and 0 of a target for an index."""

import torch
from torch.nn import functional as F

scores = torch.tensor([[0.1, 0.2, 0.4, 0.8]], requires_grad=True)

# Labels 0 and 3 hold. As a list of labels, and marked by a 1:
listed = torch.tensor([[0, 3, -1, -1]])
marked = torch.tensor([[1, 0, 0, 1]])
for target in (listed, marked):
    loss = F.multilabel_margin_loss(scores, target)
    print(loss.detach(), torch.autograd.grad(loss, scores)[0])
    #> tensor(0.8500) tensor([[-0.5000,  0.5000,  0.5000, -0.5000]])
    #> tensor(2.9000) tensor([[-1., -1.,  1.,  1.]])

# No error: it was read as a list of labels 1, 0, 0 and 1. Labels 2 and 3 are
# pushed down, and each of the others is counted twice.
once = torch.tensor([[1, 0, -1, -1]])
print(F.multilabel_margin_loss(scores.detach(), once))
#> tensor(1.4500)

# The fix: binary cross-entropy, which wants a 1 or 0 for each.
loss = F.binary_cross_entropy_with_logits(scores, marked.float())
print(loss.detach(), torch.autograd.grad(loss, scores)[0])
#> tensor(0.6817) tensor([[-0.1188,  0.1375,  0.1497, -0.0775]])
