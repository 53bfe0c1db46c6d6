"""How long a clipped gradient is, by dtype and by limit."""

import torch
from torch import nn

generator = torch.Generator().manual_seed(0)
gradient = torch.randn(1000, generator=generator)
print(f"{'limit':>8} {'float32':>9} {'bfloat16':>9} {'float16':>9}")
#>    limit   float32  bfloat16   float16
for limit in (10.0, 1.0, 1e-3, 1e-9):
    row = []
    for dtype in (torch.float32, torch.bfloat16, torch.float16):
        weight = nn.Parameter(torch.zeros(1000, dtype=dtype))
        weight.grad = gradient.to(dtype, copy=True)
        nn.utils.clip_grad_norm_([weight], max_norm=limit)
        row.append(f"{weight.grad.double().norm() / limit:9.4f}")
    print(f"{limit:8.0e}", *row)
    #>    1e+01    1.0000    1.0038    0.9998
    #>    1e+00    1.0000    1.0010    1.0001
    #>    1e-03    1.0000    1.0000    1.0004
    #>    1e-09    1.0000    0.9982    0.0000

# Close to the limit the 1e-6 counts: a gradient of 1e-6 is halved at 1e-6.
weight = nn.Parameter(torch.zeros(1))
weight.grad = torch.tensor([1e-6])
nn.utils.clip_grad_norm_([weight], max_norm=1e-6)
print(f"{weight.grad.item():.1e}")
#> 5.0e-07
