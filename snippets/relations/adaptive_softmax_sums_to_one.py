"""The chain rule by hand gives nn.AdaptiveLogSoftmaxWithLoss, and sums to 1."""

import torch
from torch import nn

torch.manual_seed(0)
adaptive = nn.AdaptiveLogSoftmaxWithLoss(64, 1000, cutoffs=[10, 100])
input = torch.randn(4, 64)

head = adaptive.head(input).log_softmax(dim=1)
parts = [head[:, :10]]
for cluster, tail in enumerate(adaptive.tail):
    within = tail(input).log_softmax(dim=1)
    parts.append(head[:, [10 + cluster]] + within)
by_hand = torch.cat(parts, dim=1)
print(torch.allclose(by_hand, adaptive.log_prob(input)))
#> True
print(by_hand.exp().sum(dim=1))
#> tensor([1.0000, 1.0000, 1.0000, 1.0000], grad_fn=<SumBackward1>)
# The head alone sums to 1 too: its last two entries stand for the clusters.
print(head.exp().sum(dim=1))
#> tensor([1.0000, 1.0000, 1.0000, 1.0000], grad_fn=<SumBackward1>)
for cluster, words in enumerate((slice(10, 100), slice(100, 1000))):
    mass = by_hand[:, words].exp().sum(dim=1)
    print(torch.allclose(mass, head[:, 10 + cluster].exp()))
    #> True
    #> True

# It holds at extreme logits and in half precision, as log_softmax does.
for dtype in (torch.float32, torch.float16, torch.bfloat16):
    adaptive, x = adaptive.to(dtype), input.to(dtype)
    for scale in (1, 1e4):
        log_p = adaptive.log_prob(scale * x).double()
        finite = bool(log_p.isfinite().all())
        off = (log_p.exp().sum(dim=1) - 1).abs().max()
        print(f"{dtype}, {scale:5g} x input: {finite}, off by {off:.2f}")
        #> torch.float32,     1 x input: True, off by 0.00
        #> torch.float32, 10000 x input: True, off by 0.00
        #> torch.float16,     1 x input: True, off by 0.00
        #> torch.float16, 10000 x input: True, off by 0.00
        #> torch.bfloat16,     1 x input: True, off by 0.01
        #> torch.bfloat16, 10000 x input: True, off by 0.00
