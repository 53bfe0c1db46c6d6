"""torch.cdist takes neighbours for one point where they are far from 0."""

import torch
from torch.nn import functional as F

torch.manual_seed(0)
x = torch.rand(30, 3) + 1000
near = x + torch.tensor([0.1, 0.0, 0.0])
exact = F.pairwise_distance(x.double(), near.double(), eps=0)
print(f"{exact.min():.2f} to {exact.max():.2f}")
#> 0.10 to 0.10
# From 26 rows on it expands the square: |a|^2 + |b|^2 - 2 a b.
for rows in (25, 26):
    fast = torch.cdist(x[:rows], near[:rows]).diagonal()
    wrong = (fast - exact[:rows]).abs() > 0.05
    print(f"{rows} rows: {wrong.sum()} of the {rows} off by half or more")
    #> 25 rows: 0 of the 25 off by half or more
    #> 26 rows: 26 of the 26 off by half or more

# The fix: differences first, then squares.
mode = "donot_use_mm_for_euclid_dist"
slow = torch.cdist(x, near, compute_mode=mode).diagonal()
print(f"{slow.min():.2f} to {slow.max():.2f}")
#> 0.10 to 0.10
