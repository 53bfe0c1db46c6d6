"""Three forms of log cosh e, near 0 and far off, in three precisions.

Ours is the softplus form from an error of 1 on, and one of sinh below. The last
column is the softplus form in float64.
"""

import math

import torch
from torch.nn import functional as F

from snippets.losses.log_cosh_loss import log_cosh_loss


def direct(error):
    """The formula as it is written."""
    return torch.log(torch.cosh(error))


def softplus(error):
    """The form that does not overflow, used everywhere."""
    return error.abs() + F.softplus(-2 * error.abs()) - math.log(2)


def ours(error):
    """The snippet of this chapter."""
    return log_cosh_loss(error, torch.zeros_like(error))


print("   dtype         e |    direct  softplus      ours |     exact")
#>    dtype         e |    direct  softplus      ours |     exact
for dtype in (torch.float32, torch.float16, torch.bfloat16):
    for size in (0.01, 1.0, 1e4):
        error = torch.tensor(size, dtype=dtype)
        values = [form(error).item() for form in (direct, softplus, ours)]
        exact = softplus(error.double()).item()
        row = " ".join(f"{value:9.2g}" for value in values)
        name = str(dtype).removeprefix("torch.")
        print(f"{name:>8} {size:9g} | {row} | {exact:9.2g}")
        #>  float32      0.01 |     5e-05     5e-05     5e-05 |     5e-05
        #>  float32         1 |      0.43      0.43      0.43 |      0.43
        #>  float32     10000 |       inf     1e+04     1e+04 |     1e+04
        #>  float16      0.01 |         0  -0.00049     5e-05 |     5e-05
        #>  float16         1 |      0.43      0.43      0.43 |      0.43
        #>  float16     10000 |       inf     1e+04     1e+04 |     1e+04
        #> bfloat16      0.01 |         0    0.0039     5e-05 |     5e-05
        #> bfloat16         1 |      0.44      0.43      0.43 |      0.43
        #> bfloat16     10000 |       inf     1e+04     1e+04 |     1e+04
print("Gradient, the last column being tanh e in float64")
#> Gradient, the last column being tanh e in float64
for dtype in (torch.float32, torch.float16, torch.bfloat16):
    for size in (0.001, 1.0, 1e4):
        error = torch.tensor(size, dtype=dtype, requires_grad=True)
        row = ""
        for form in (direct, softplus, ours):
            (gradient,) = torch.autograd.grad(form(error), error)
            row += f" {gradient.item():9.2g}"
        exact = torch.tanh(error.double()).item()
        name = str(dtype).removeprefix("torch.")
        print(f"{name:>8} {size:9g} |{row} | {exact:9.2g}")
        #>  float32     0.001 |     0.001     0.001     0.001 |     0.001
        #>  float32         1 |      0.76      0.76      0.76 |      0.76
        #>  float32     10000 |       nan         1         1 |         1
        #>  float16     0.001 |     0.001   0.00098     0.001 |     0.001
        #>  float16         1 |      0.76      0.76      0.76 |      0.76
        #>  float16     10000 |       nan         1         1 |         1
        #> bfloat16     0.001 |     0.001         0     0.001 |     0.001
        #> bfloat16         1 |      0.75      0.76      0.76 |      0.76
        #> bfloat16     10000 |       nan         1         1 |         1
