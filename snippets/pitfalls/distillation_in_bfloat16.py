"""Distillation in half precision: T squared times what was rounded."""

import torch
from torch.nn import functional as F

from snippets.losses.distillation_loss import distillation_loss

logits = torch.tensor([[2.0, 0.5, -1.0]])
teacher = torch.tensor([[3.0, 1.0, 0.2]])


def by_hand(temperature, dtype):
    """As in most code: softened, and the KL divergence of both."""
    log_p = (logits.to(dtype) / temperature).log_softmax(1)
    y = (teacher.to(dtype) / temperature).softmax(1)
    return temperature**2 * F.kl_div(log_p, y, reduction="batchmean")


print("    T bfloat16  float16  float32     ours    exact")
#>     T bfloat16  float16  float32     ours    exact
for temperature in (4, 8, 20, 100):
    row = [
        by_hand(temperature, dtype)
        for dtype in (torch.bfloat16, torch.float16, torch.float32)
    ]
    half = logits.bfloat16(), teacher.bfloat16()
    row.append(distillation_loss(*half, temperature=temperature))
    wide = (each.double() for each in half)
    row.append(distillation_loss(*wide, temperature=temperature))
    print(f"{temperature:5}", *(f"{loss.item():8.4f}" for loss in row))
    #>     4  -0.0312   0.0352   0.0366   0.0366   0.0366
    #>     8   0.2500  -0.0312   0.0401   0.0401   0.0401
    #>    20   0.0000   0.0977   0.0421   0.0421   0.0421
    #>   100  39.0000   2.4414   0.0429   0.0431   0.0431
