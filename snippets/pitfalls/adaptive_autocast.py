"""Under torch.autocast the forward pass mixes two dtypes, and raises."""

import torch
from torch import nn

torch.manual_seed(0)
adaptive = nn.AdaptiveLogSoftmaxWithLoss(16, 100, cutoffs=[10, 40])
input = torch.randn(4, 16)
with torch.autocast("cpu", dtype=torch.bfloat16):
    try:
        adaptive(input, torch.tensor([1, 2, 12, 60]))
    except RuntimeError as error:
        print(error)
        #> index_copy_(): self and source expected to have the same dtype, but
        #> got (self) Float and (source) BFloat16
    # A batch that opens no cluster passes, so the error may come late.
    print(adaptive(input, torch.tensor([1, 2, 3, 4])).loss.isfinite())
    #> tensor(True)

    # The fix: leave autocast for this layer, and hand it float32.
    with torch.autocast("cpu", enabled=False):
        result = adaptive(input.float(), torch.tensor([1, 2, 12, 60]))
    print(result.loss.dtype, result.loss.isfinite())
    #> torch.float32 tensor(True)
