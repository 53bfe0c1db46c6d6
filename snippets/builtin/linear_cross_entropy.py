"""nn.LinearCrossEntropyLoss: the last layer and the loss, in chunks."""

import torch
from torch import nn
from torch.nn import functional as F

torch.manual_seed(0)
hidden = torch.randn(6, 4, requires_grad=True)  # of 6 tokens
target = torch.tensor([1, 0, 9, 3, -100, 2])
# Two tokens at a time. Without options all logits are made at once.
chunks = nn.LinearCrossEntropyOptions(batch_chunk_size=2)
loss = nn.LinearCrossEntropyLoss(4, 10, ignore_index=-100, options=chunks)
value = loss(hidden, target)
print(value.detach())
#> tensor(2.5173)
# The same as a layer without a bias, and cross-entropy.
logits = F.linear(hidden, loss.linear.weight)
plain = F.cross_entropy(logits, target)
print(plain.detach())
#> tensor(2.5173)
inputs = (hidden, loss.linear.weight)
for chunked, exact in zip(
    torch.autograd.grad(value, inputs),
    torch.autograd.grad(plain, inputs),
    strict=True,
):
    print(torch.allclose(chunked, exact))
    #> True
    #> True
# Sequences are flattened first.
try:
    loss(hidden.view(2, 3, 4), target.view(2, 3))
except RuntimeError as error:
    print(str(error).splitlines()[0])
    #> expected input with dimensionality 1 or 2, got 3
