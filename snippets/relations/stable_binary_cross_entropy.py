"""Three formulas of binary cross-entropy: equal on paper, not in float32.

The first fails where p rounds to 0 or 1, the second where exp(z) overflows, and
the third nowhere.
"""

import torch
from torch.nn import functional as F

torch.set_printoptions(sci_mode=False)
logits = torch.tensor([-20.0, -1.0, 0.0, 1.0, 20.0, 100.0])
target = torch.zeros(6)
probability = torch.sigmoid(logits)

print("from p  ", -torch.log(1 - probability))
#> from p   tensor([-0.0000, 0.3133, 0.6931, 1.3133,    inf,    inf])
print("softplus", torch.log(1 + torch.exp(logits)))
#> softplus tensor([ 0.0000,  0.3133,  0.6931,  1.3133, 20.0000,     inf])
stable = logits.clamp(min=0) - target * logits
stable = stable + torch.log1p(torch.exp(-logits.abs()))
print("stable  ", stable)
#> stable   tensor([  0.0000,   0.3133,   0.6931,   1.3133,  20.0000, 100.0000])
built_in = F.binary_cross_entropy_with_logits(logits, target, reduction="none")
print("built in", built_in)
#> built in tensor([  0.0000,   0.3133,   0.6931,   1.3133,  20.0000, 100.0000])

# At z = -20 the loss is tiny. PyTorch computes (1 - y) z - log p, and the
# difference of two numbers near -20 rounds to 0. Its gradient does not.
print(f"{stable[0]:.1e}, {built_in[0]:.1e}")
#> 2.1e-09, 0.0e+00
logit = torch.tensor(-20.0, requires_grad=True)
loss = F.binary_cross_entropy_with_logits(logit, torch.tensor(0.0))
(gradient,) = torch.autograd.grad(loss, logit)
print(f"{gradient:.1e}")
#> 2.1e-09
