"""The default reduction "mean" divides by N K instead of N."""

import warnings

import torch
from torch import nn

log_p = torch.tensor([[10.0, 0.0, -10.0], [8.0, 8.0, 8.0]]).log_softmax(1)
target = torch.tensor([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    mean = nn.KLDivLoss()(log_p, target)
print(mean)
#> tensor(0.1831)
print(caught[0].message)
#> reduction: 'mean' divides the total loss by both the batch size and the
#> support size.'batchmean' divides only by the batch size, and aligns with the
#> KL div math definition.'mean' will be changed to behave the same as
#> 'batchmean' in the next major release.

batchmean = nn.KLDivLoss(reduction="batchmean")(log_p, target)
print(batchmean, batchmean / mean)
#> tensor(0.5493) tensor(3.)
