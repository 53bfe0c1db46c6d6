"""An option that chunks cannot do: all logits are made after all."""

import warnings

import torch
from torch import nn

torch.manual_seed(0)
hidden, target = torch.randn(4, 3), torch.tensor([0, 1, 2, 3])
chunks = nn.LinearCrossEntropyOptions(batch_chunk_size=2)
for smoothing in (0.0, 0.1):
    loss = nn.LinearCrossEntropyLoss(
        3, 5, label_smoothing=smoothing, options=chunks
    )
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        loss(hidden, target).backward()
    print(f"{smoothing}: {len(caught)} warnings")
    #> 0.0: 0 warnings
    #> 0.1: 1 warnings
    for each in caught:
        print(str(each.message))
        #> linear_cross_entropy: ``options`` ignored; chunked path needs
        #> reduction in {'mean','sum','none'}, label_smoothing == 0,
        #> target.dtype == int64, out_features == (). Got reduction='mean',
        #> label_smoothing=0.1, target.dtype=torch.int64, out_features=(),
        #> tracing=False, linear_bias.shape=None.
