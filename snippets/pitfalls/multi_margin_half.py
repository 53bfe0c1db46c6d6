"""Margin losses in half precision on a CPU: not implemented."""

import torch
from torch.nn import functional as F

scores = torch.tensor([[0.1, 0.2, 0.4, 0.8]])
target = torch.tensor([3])

try:
    F.multi_margin_loss(scores.half(), target)
except NotImplementedError as error:
    print(error)
    #> "multi_margin_loss_cpu_kernel" not implemented for 'Half'

try:
    F.multilabel_margin_loss(scores.bfloat16(), torch.tensor([[3, 0, -1, -1]]))
except NotImplementedError as error:
    print(error)
    #> "multilabel_margin_loss_forward_out_frame" not implemented for 'BFloat16'

# The fix: the loss in float32. Under autocast PyTorch does that by itself.
print(F.multi_margin_loss(scores.half().float(), target))
#> tensor(0.3251)
with torch.autocast("cpu"):
    print(F.multi_margin_loss(scores.bfloat16(), target))
    #> tensor(0.3246)
