"""The reverse term counts for more where label and prediction agree.

Both labels meet p = 0.8, once as y = 1 (clean) and once as y = 0 (noisy).
"""

import torch
from torch.nn import functional as F

from snippets.losses.binary_symmetric_cross_entropy import (
    binary_symmetric_cross_entropy,
)

y = torch.tensor([1.0, 0.0])
logits = torch.logit(torch.tensor([0.8, 0.8])).requires_grad_()

forward = F.binary_cross_entropy_with_logits(logits, y, reduction="none")
reverse = binary_symmetric_cross_entropy(
    logits, y, alpha=0, beta=1, reduction="none"
)
print(forward.detach(), reverse.detach())
#> tensor([0.2231, 1.6094]) tensor([1.8421, 7.3683])
print((reverse / forward).detach())
#> tensor([8.2551, 4.5782])

# What moves the model is the gradient: the gap is wider there.
(forward,) = torch.autograd.grad(forward.sum(), logits)
(reverse,) = torch.autograd.grad(reverse.sum(), logits)
print(forward, reverse)
#> tensor([-0.2000,  0.8000]) tensor([-1.4737,  1.4737])
print(reverse / forward)
#> tensor([7.3683, 1.8421])

# Clamping the label to [1e-4, 1 - 1e-4] wherever it stands smooths it, and
# moves the ratios a little. In float32 the 1 - 0.9999 is rounded besides.
for dtype in (torch.float32, torch.float64):
    p = torch.tensor([0.8, 0.8], dtype=dtype)
    smooth = y.to(dtype).clamp(1e-4, 1 - 1e-4)
    forward = -smooth * torch.log(p) - (1 - smooth) * torch.log(1 - p)
    reverse = -p * torch.log(smooth) - (1 - p) * torch.log(1 - smooth)
    print(reverse / forward)
    #> tensor([8.2502, 4.5786])
    #> tensor([8.2503, 4.5786], dtype=torch.float64)

# In float16 such a clamp does nothing at the upper end.
print(torch.tensor(1.0, dtype=torch.float16).clamp(1e-4, 1 - 1e-4) == 1)
#> tensor(True)
