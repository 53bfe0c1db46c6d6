"""Without its bias SigLIP's first steps push everything apart."""

import math

import torch

from snippets.losses.siglip_loss import siglip_loss

torch.manual_seed(0)
query, key = torch.randn(2, 1024, 256, dtype=torch.float64)
for bias in (0.0, -10.0, -math.log(1023)):
    b = torch.tensor(bias, dtype=torch.float64, requires_grad=True)
    loss = siglip_loss(query, key, bias=b)
    loss.backward()
    print(f"bias {bias:6.2f}: loss {loss:5.1f}, slope of the bias {b.grad:.1f}")
    #> bias   0.00: loss 757.2, slope of the bias 510.8
    #> bias -10.00: loss  10.0, slope of the bias -0.9
    #> bias  -6.93: loss   8.1, slope of the bias 0.2
