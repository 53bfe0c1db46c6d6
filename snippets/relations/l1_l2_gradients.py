"""The pull of L1 is constant, that of L2 fades with the weight."""

import torch
from torch import nn

from snippets.regularizers.elastic_net_penalty import elastic_net_penalty
from snippets.regularizers.l1_penalty import l1_penalty
from snippets.regularizers.l2_penalty import l2_penalty

model = nn.Linear(5, 1)
with torch.no_grad():
    model.weight.copy_(torch.tensor([[-2.0, -0.01, 0.0, 0.01, 2.0]]))

(l1,) = torch.autograd.grad(l1_penalty(model, 0.1), model.weight)
print(l1)
#> tensor([[-0.1000, -0.1000,  0.0000,  0.1000,  0.1000]])
(l2,) = torch.autograd.grad(l2_penalty(model, 0.1), model.weight)
print(l2)
#> tensor([[-0.2000, -0.0010,  0.0000,  0.0010,  0.2000]])
elastic = elastic_net_penalty(model, l1=0.1, l2=0.1)
(both,) = torch.autograd.grad(elastic, model.weight)
print(torch.equal(both, l1 + l2))
#> True
