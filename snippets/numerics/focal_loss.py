"""Focal loss at extreme logits and in half precision, value and gradient."""

import torch
from torch.nn import functional as F

from snippets.losses.focal_loss import focal_loss
from snippets.losses.multiclass_focal_loss import multiclass_focal_loss

# A positive sample, gamma = 0.5, without alpha: gradients, and the loss.
print("  logit  bfloat16   float16   float32 |    loss")
#>   logit  bfloat16   float16   float32 |    loss
for value in (-1e4, -20.0, 0.0, 8.0, 20.0, 1e4):
    gradients = []
    for dtype in (torch.bfloat16, torch.float16, torch.float32):
        logits = torch.tensor([value], dtype=dtype, requires_grad=True)
        target = torch.ones_like(logits)
        loss = focal_loss(logits, target, gamma=0.5, alpha=None)
        loss.backward()
        # "z" writes -0.0 without its sign.
        gradients.append(f"{logits.grad.item():z9.1e}")
    print(f"{value:7.0f}", *gradients, f"| {loss.item():z.1e}")
    #>  -10000  -1.0e+00  -1.0e+00  -1.0e+00 | 1.0e+04
    #>     -20  -1.0e+00  -1.0e+00  -1.0e+00 | 2.0e+01
    #>       0  -4.8e-01  -4.8e-01  -4.8e-01 | 4.9e-01
    #>       8  -9.2e-06  -9.2e-06  -9.2e-06 | 6.1e-06
    #>      20  -1.4e-13   0.0e+00  -1.4e-13 | 9.4e-14
    #>   10000   0.0e+00   0.0e+00   0.0e+00 | 0.0e+00

# float32 against float64, where the loss is a normal number of float32.
exact = torch.linspace(-80, 25, 2001, dtype=torch.float64)
target = torch.ones_like(exact)
expected = focal_loss(exact, target, reduction="none")
loss = focal_loss(exact.float(), target.float(), reduction="none")
print(((loss - expected).abs() / expected < 1e-5).all())
#> tensor(True)

# Three classes: p rounds to 1, but the loss and its gradient are not 0.
logits = torch.tensor([[20.0, 0.0, 0.0]], requires_grad=True)
target = torch.tensor([0])
loss = multiclass_focal_loss(logits, target, gamma=0.5)
loss.backward()
print(f"{loss.item():.1e}", [f"{x:.1e}" for x in logits.grad[0].tolist()])
#> 2.6e-13 ['-4.0e-13', '2.0e-13', '2.0e-13']
print(f"{F.cross_entropy(logits, target).item():.1e}")
#> 0.0e+00
print(f"{multiclass_focal_loss(logits, target, gamma=0).item():.1e}")
#> 4.1e-09
