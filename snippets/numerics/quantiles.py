"""The CRPS of a Gaussian over its standard deviation, in three precisions.

The error is 1 in every row. By the formula means: as it is written.
"""

import math

import torch

from snippets.losses.gaussian_crps_loss import gaussian_crps_loss


def by_the_formula(mean, std, target):
    """As it is written, with z = (target - mean) / std."""
    z = (target - mean) / std
    phi = torch.exp(-z.square() / 2) / math.sqrt(2 * math.pi)
    both_sides = 2 * torch.special.ndtr(z) - 1
    return std * (z * both_sides + 2 * phi - 1 / math.sqrt(math.pi))


print("   dtype    std |    formula, slope |       ours, slope")
#>    dtype    std |    formula, slope |       ours, slope
for dtype in (torch.float32, torch.float16, torch.bfloat16):
    for size in (1.0, 1e-2, 1e-4, 1e-5):
        row = f"{str(dtype).removeprefix('torch.'):>8} {size:6g}"
        for loss_function in (by_the_formula, gaussian_crps_loss):
            mean, target = torch.tensor([[0.0], [1.0]], dtype=dtype)
            std = torch.tensor([size], dtype=dtype, requires_grad=True)
            loss = loss_function(mean, std, target).sum()
            (slope,) = torch.autograd.grad(loss, std)
            row += f" | {loss.item():7.4f} {slope.item():9.4f}"
        print(row)
        #>  float32      1 |  0.6024   -0.0802 |  0.6024   -0.0802
        #>  float32   0.01 |  0.9944   -0.5642 |  0.9944   -0.5642
        #>  float32 0.0001 |  0.9999   -0.5645 |  0.9999   -0.5642
        #>  float32  1e-05 |  1.0000   -0.5625 |  1.0000   -0.5642
        #>  float16      1 |  0.6021   -0.0801 |  0.6024   -0.0803
        #>  float16   0.01 |  0.9946   -0.5625 |  0.9944   -0.5640
        #>  float16 0.0001 |  1.0000      -inf |  0.9999   -0.5640
        #>  float16  1e-05 |     inf       nan |  1.0000   -0.5640
        #> bfloat16      1 |  0.6094   -0.0781 |  0.6024   -0.0801
        #> bfloat16   0.01 |  0.9961   -0.5000 |  0.9944   -0.5625
        #> bfloat16 0.0001 |  1.0000    0.0000 |  0.9999   -0.5625
        #> bfloat16  1e-05 |  1.0000 -512.0000 |  1.0000   -0.5625
