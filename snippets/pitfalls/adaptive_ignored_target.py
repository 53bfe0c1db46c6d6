"""There is no ignore_index: a padding target of -100 raises."""

import torch
from torch import nn

torch.manual_seed(0)
adaptive = nn.AdaptiveLogSoftmaxWithLoss(16, 100, cutoffs=[10, 40])
input = torch.randn(2, 3, 16)
target = torch.tensor([[1, 60, -100], [2, -100, -100]])
try:
    adaptive(input, target)
except RuntimeError as error:
    print(error)
    #> 0D or 1D target tensor expected, multi-target not supported
try:
    adaptive(input.flatten(0, 1), target.flatten())
except RuntimeError as error:
    print(error)
    #> Target values should be in [0, 99], but values in range [-100, 60] were
    #> found.

# The fix: keep the rows that have a target, which flattens them as well.
kept = target != -100
output, loss = adaptive(input[kept], target[kept])
print(output.shape, loss.isfinite())
#> torch.Size([3]) tensor(True)
# No row left gives nan, so skip such a batch.
none = torch.zeros_like(kept)
print(adaptive(input[none], target[none]).loss.detach())
#> tensor(nan)
# A cluster that no target opened has no gradient at all, rather than 0.
adaptive(input[kept][:1], target[kept][:1]).loss.backward()
print([name for name, w in adaptive.named_parameters() if w.grad is None])
#> ['tail.0.0.weight', 'tail.0.1.weight', 'tail.1.0.weight', 'tail.1.1.weight']
