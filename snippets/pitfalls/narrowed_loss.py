"""A loss narrowed to half precision is inf where float32 has room."""

import torch
from torch.nn import functional as F

from snippets.losses.focal_loss import focal_loss

print(torch.finfo(torch.float16).max)
#> 65504.0

# Scores of half precision, as torch.autocast makes them, for a whole image.
torch.manual_seed(0)
logits = (3 * torch.randn(5, 256, 256)).half()
target = torch.zeros_like(logits)
each = F.softplus(logits)  # cross-entropy of a label 0, but left in float16
print(each.dtype, each.sum())
#> torch.float16 tensor(inf, dtype=torch.float16)
loss = focal_loss(logits, target, gamma=0, alpha=None, reduction="sum")
print(loss.dtype, f"{loss:.4g}")
#> torch.float32 4.55e+05

# torch.amp.GradScaler begins with this factor.
scale = 65536.0
print(scale * each.mean())
#> tensor(inf, dtype=torch.float16)
loss = focal_loss(logits, target, gamma=0, alpha=None)
print(f"{scale * loss:.4g}")
#> 9.099e+04
