"""An empty mask, and what a false positive there costs, by smoothing."""

import torch

from snippets.losses.dice_loss import dice_loss

mask = torch.zeros(1, 1, 8, 8)
print("smooth   loss  gradient")
#> smooth   loss  gradient
for smooth in (0.0, 1e-5, 1.0):
    logits = torch.full_like(mask, -3.0, requires_grad=True)
    loss = dice_loss(logits, mask, smooth=smooth)
    loss.backward()
    slope = logits.grad[0, 0, 0, 0]
    print(f"{smooth:6} {loss:6.4f}  {slope:8.1e}")
    #>    0.0 1.0000   0.0e+00
    #>  1e-05 1.0000   4.8e-08
    #>    1.0 0.7522   2.8e-03

# With 1 the loss falls as false positives do.
for z in (-3.0, -5.0, -7.0):
    print(f"{dice_loss(torch.full_like(mask, z), mask):.3f}")
    #> 0.752
    #> 0.300
    #> 0.055
