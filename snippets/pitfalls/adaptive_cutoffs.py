"""Which cutoffs are refused, and a div_value that silently empties a cluster.

Cutoffs are the first class of each cluster; the last cluster ends by itself.
"""

import warnings

import torch
from torch import nn

for cutoffs in ([], [10, 100]):
    try:
        nn.AdaptiveLogSoftmaxWithLoss(16, 100, cutoffs=cutoffs)
    except ValueError as error:
        print(f"{cutoffs}: {error}")
        #> []: cutoffs should be a sequence of length larger than 0
        #> [10, 100]: cutoffs should be a sequence of unique, positive integers
        #> sorted in an increasing order, where each value is between 1 and
        #> n_classes-1

# Cluster c projects to in_features // div_value**c features: here the third
# one has none, and every class in it gets the same probability.
torch.manual_seed(0)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    adaptive = nn.AdaptiveLogSoftmaxWithLoss(16, 100, cutoffs=[10, 20, 40])
print(caught[0].message)
#> Initializing zero-element tensors is a no-op
print([projection.out_features for projection, _ in adaptive.tail])
#> [4, 1, 0]
log_p = adaptive.log_prob(torch.randn(1, 16))
print(log_p[0, 40:].unique().numel())
#> 1

# The fix: a smaller div_value (or fewer clusters).
adaptive = nn.AdaptiveLogSoftmaxWithLoss(
    16, 100, cutoffs=[10, 20, 40], div_value=2.0
)
print([projection.out_features for projection, _ in adaptive.tail])
#> [8, 4, 2]
log_p = adaptive.log_prob(torch.randn(1, 16))
print(log_p[0, 40:].unique().numel())
#> 60
