"""Adaptive softmax, nn.AdaptiveLogSoftmaxWithLoss: for very many classes.

Source: Grave, Joulin, Cissé, Grangier, Jégou, Efficient softmax approximation
for GPUs, 2016, arXiv 1609.04309.
"""

import torch
from torch import nn

torch.manual_seed(0)
# 64 features and 1000 classes: 0 is the most frequent, 999 the rarest. Head:
# 0-9; clusters: 10-99 and 100-999. The layer owns the output matrices: do not
# put a Linear before it.
adaptive = nn.AdaptiveLogSoftmaxWithLoss(64, 1000, cutoffs=[10, 100])
for name, weight in adaptive.named_parameters():
    print(f"{name:15} {tuple(weight.shape)}")
    #> head.weight     (12, 64)
    #> tail.0.0.weight (16, 64)
    #> tail.0.1.weight (90, 16)
    #> tail.1.0.weight (4, 64)
    #> tail.1.1.weight (900, 4)

input = torch.randn(5, 64)
target = torch.tensor([0, 3, 9, 42, 500])
output, loss = adaptive(input, target)
# output is log p of the target, one number a sample; loss is the mean of -it.
print(output.shape, loss.shape)
#> torch.Size([5]) torch.Size([])
print(torch.equal(loss, -output.mean()))
#> True

# log_prob computes all classes, as a full softmax would.
log_p = adaptive.log_prob(input)
print(log_p.shape)
#> torch.Size([5, 1000])
print(torch.allclose(log_p[range(5), target], output))
#> True
# predict is its argmax; it opens the clusters only where the head asks for it.
print(torch.equal(adaptive.predict(input), log_p.argmax(dim=1)))
#> True

# The gradient in the head's logits: softmax minus 1 for the target's entry,
# which for classes 42 and 500 is that of their cluster: 10 + 0 and 10 + 1.
entry = torch.tensor([0, 3, 9, 10, 11])
softmax = adaptive.head(input).softmax(dim=1)
expected = (softmax - nn.functional.one_hot(entry, 12)).T @ input / 5
(gradient,) = torch.autograd.grad(loss, adaptive.head.weight)
print(torch.allclose(gradient, expected, atol=1e-6))
#> True
