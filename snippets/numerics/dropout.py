"""Dropout at its extremes: the largest numbers, NaN, and rates close to 1."""

import torch
from torch.nn import functional as F

torch.manual_seed(0)

# The division by 1 - p can overflow in half precision: 65504 is the largest.
for value in (30_000.0, 60_000.0):
    half = torch.full((1000,), value, dtype=torch.float16)
    print(f"{value:.0f}: largest {F.dropout(half, 0.5).max().item():.0f}")
    #> 30000: largest 60000
    #> 60000: largest inf

# Autocast, here on a CPU, leaves dropout in the type of its input.
with torch.autocast("cpu", dtype=torch.bfloat16):
    print(F.dropout(half, 0.5).dtype)
    #> torch.float16

# At a high rate the few that stay carry all: the variance is p / (1 - p).
print(f"{'p':>6}{'scale':>8}{'variance':>10}")
#>      p   scale  variance
for p in (0.1, 0.5, 0.9, 0.99):
    print(f"{p:6}{1 / (1 - p):8.2f}{p / (1 - p):10.2f}")
    #>    0.1    1.11      0.11
    #>    0.5    2.00      1.00
    #>    0.9   10.00      9.00
    #>   0.99  100.00     99.00

# A dropped element has no gradient; one that stays has the scale.
x = torch.ones(1000, requires_grad=True)
F.dropout(x, 0.75).sum().backward()
print(x.grad.unique())
#> tensor([0., 4.])

# Dropping is a multiplication by 0, so it does not hide a NaN.
nans = F.dropout(torch.full((1000,), torch.nan), 0.5).isnan()
print(nans.all())
#> tensor(True)
