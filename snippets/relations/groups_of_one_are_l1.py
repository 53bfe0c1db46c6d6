"""The group lasso between L1 and a norm; it has no axes of its own."""

import torch

from snippets.regularizers.proximal_group_lasso import group_soft_threshold
from snippets.regularizers.proximal_l1 import soft_threshold

torch.manual_seed(0)
v = torch.randn(6, dtype=torch.float64)

# Groups of one number: L1.
print(group_soft_threshold(v, 0.5).allclose(soft_threshold(v, 0.5)))
#> True
# Numbers that are all alike: again as under L1, whatever their number.
for n in (2, 9, 100):
    alike = torch.full((1, n), 0.8, dtype=torch.float64)
    print(n, group_soft_threshold(alike, 0.5)[0, :2])
    #> 2 tensor([0.3000, 0.3000], dtype=torch.float64)
    #> 9 tensor([0.3000, 0.3000], dtype=torch.float64)
    #> 100 tensor([0.3000, 0.3000], dtype=torch.float64)

# Turn the group before the step or after it: it is the same.
turn, _ = torch.linalg.qr(torch.randn(6, 6, dtype=torch.float64))
group = v.unsqueeze(0)
after = group_soft_threshold(group, 0.5) @ turn
print(after.allclose(group_soft_threshold(group @ turn, 0.5)))
#> True
after = soft_threshold(group, 0.5) @ turn
print(after.allclose(soft_threshold(group @ turn, 0.5)))
#> False
