"""update_bn counts every batch alike, a short one as much as a long one."""

import torch
from torch import nn
from torch.optim.swa_utils import update_bn

x = torch.tensor([[6.0], [6.0], [6.0], [6.0], [3.0], [3.0]])
norm = nn.BatchNorm1d(1)
print(f"mean of the data {x.mean()}")
#> mean of the data 5.0
for name, batches in (
    ("4 and 2", x.split(4)),
    ("equal", x.split(2)),
    ("all at once", [x]),
):
    update_bn(batches, norm)
    print(f"{name}: {norm.running_mean.item():.1f}")
    #> 4 and 2: 4.5
    #> equal: 5.0
    #> all at once: 5.0
