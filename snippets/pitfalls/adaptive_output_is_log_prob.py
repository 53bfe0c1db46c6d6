"""The first result is log p of the target: no logits, no second loss."""

import torch
from torch import nn
from torch.nn import functional as F

torch.manual_seed(0)
adaptive = nn.AdaptiveLogSoftmaxWithLoss(16, 100, cutoffs=[10, 40])
input = torch.randn(4, 16)
target = torch.tensor([1, 2, 12, 60])
result = adaptive(input, target)
print(result.output.shape, (result.output <= 0).all())
#> torch.Size([4]) tensor(True)
# Four numbers, and cross_entropy takes them for four classes of one sample.
try:
    F.cross_entropy(result.output, target)
except (RuntimeError, ValueError) as error:
    print(error)
    #> Expected floating point type for target with class probabilities, got
    #> Long

# The fix: the loss is there already.
result.loss.backward()
# For a loss of your own, start from all the log-probabilities.
log_p = adaptive.log_prob(input)
print(torch.allclose(F.nll_loss(log_p, target), result.loss))
#> True
# For a prediction, do not pass the target at all.
print(adaptive.predict(input).shape)
#> torch.Size([4])
