"""A penalty on a sparse embedding has a gradient by all of its rows."""

import torch
from torch import nn

from snippets.regularizers.l2_penalty import l2_penalty

embedding = nn.Embedding(1000, 4, sparse=True)
optimizer = torch.optim.SparseAdam(embedding.parameters())
tokens = torch.tensor([3, 7, 7])
loss = embedding(tokens).square().sum()
(loss + l2_penalty(embedding, 0.1)).backward()
print(embedding.weight.grad.layout)
#> torch.strided
try:
    optimizer.step()
except RuntimeError as error:
    print(error)
    #> SparseAdam does not support dense gradients, please consider Adam instead

# Decay in the optimizer is no way out.
sgd = torch.optim.SGD(embedding.parameters(), lr=0.1, weight_decay=0.1)
embedding.zero_grad()
embedding(tokens).square().sum().backward()
try:
    sgd.step()
except RuntimeError as error:
    print(error)
    #> add(sparse, dense) is not supported. Use add(dense, sparse) instead.

# The fix: exempt the table, and charge for the rows that the batch looks up.
model = nn.Sequential(embedding, nn.Flatten(0), nn.Linear(12, 1))
rows = embedding(tokens.unique())
penalty = l2_penalty(model, 0.1, exempt=["0"]) + 0.1 / 2 * rows.square().sum()
model.zero_grad()
(model(tokens).sum() + penalty).backward()
optimizer.step()
changed = embedding.weight.grad.coalesce()
print(changed.layout, changed.indices().tolist())
#> torch.sparse_coo [[3, 7]]
