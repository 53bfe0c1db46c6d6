"""nn.LinearCrossEntropyLoss: the last layer and the loss, in chunks."""

import torch
from torch import nn
from torch.nn import functional as F

torch.manual_seed(0)
hidden = torch.randn(6, 4, requires_grad=True)  # of 6 tokens
target = torch.tensor([1, 0, 9, 3, -100, 2])
loss = nn.LinearCrossEntropyLoss(4, 10, ignore_index=-100)
print(loss(hidden, target).detach())
#> tensor(2.5173)
# The same as a layer without a bias, and cross-entropy.
logits = F.linear(hidden, loss.linear.weight)
print(F.cross_entropy(logits, target).detach())
#> tensor(2.5173)

# By default nothing is saved. Chunks are an option.
loss.options = nn.LinearCrossEntropyOptions(batch_chunk_size=2)
value = loss(hidden, target)
print(value.detach())
#> tensor(2.5173)
(chunked,) = torch.autograd.grad(value, hidden)
(plain,) = torch.autograd.grad(F.cross_entropy(logits, target), hidden)
print(torch.allclose(chunked, plain))
#> True
# Sequences are flattened first.
try:
    loss(hidden.view(2, 3, 4), target.view(2, 3))
except RuntimeError as error:
    print(str(error).splitlines()[0])
    #> expected input with dimensionality 1 or 2, got 3
