"""A chunk of a batch with no token that counts: its gradient is nan."""

import torch
from torch import nn

torch.manual_seed(0)
hidden = torch.randn(4, 3)
target = torch.full((4,), -100)
chunks = nn.LinearCrossEntropyOptions(batch_chunk_size=2)
for reduction in ("mean", "sum"):
    loss = nn.LinearCrossEntropyLoss(
        3, 5, ignore_index=-100, reduction=reduction, options=chunks
    )
    value = loss(hidden, target)
    value.backward()
    bad = loss.linear.weight.grad.isnan().all()
    print(f"{reduction}: {value.item()}, gradient nan {bad}")
    #> mean: nan, gradient nan True
    #> sum: 0.0, gradient nan False
