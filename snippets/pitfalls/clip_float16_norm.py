"""In float16 the norm overflows to inf, and clipping makes all gradients 0."""

import torch
from torch import nn

for count, size in ((4, 40_000.0), (1_000_000, 100.0)):
    weight = nn.Parameter(torch.zeros(count, dtype=torch.float16))
    weight.grad = torch.full_like(weight, size)
    norm = nn.utils.clip_grad_norm_([weight], max_norm=1.0)
    print(f"{count} of {size:g}: norm {norm}, left {weight.grad.max():.3g}")
    #> 4 of 40000: norm inf, left 0
    #> 1000000 of 100: norm inf, left 0

    # The fix: the norm of float32 copies.
    weight.grad = torch.full_like(weight, size)
    norm = nn.utils.get_total_norm([weight.grad.float()])
    nn.utils.clip_grads_with_norm_([weight], max_norm=1.0, total_norm=norm)
    print(f"in float32: norm {norm:g}, left {weight.grad.max():.3g}")
    #> in float32: norm 80000, left 0.5
    #> in float32: norm 99937.2, left 0.001
