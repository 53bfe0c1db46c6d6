"""The mean over classes makes distillation K times too small."""

import torch
from torch.nn import functional as F

from snippets.losses.distillation_loss import distillation_loss

torch.manual_seed(0)
logits, teacher = torch.randn(2, 8, 100)
log_p, log_y = (logits / 4).log_softmax(1), (teacher / 4).log_softmax(1)

# Wrong: over samples and classes.
each = F.kl_div(log_p, log_y, reduction="none", log_target=True)
print(f"{4**2 * each.mean():.4f}")
#> 0.0102

# Right: over samples.
mean = F.kl_div(log_p, log_y, reduction="batchmean", log_target=True)
print(f"{4**2 * mean:.4f} {distillation_loss(logits, teacher):.4f}")
#> 1.0242 1.0242

# Of sequences, (N, K, length), "batchmean" sums over the length.
several = (each.unsqueeze(2).expand(-1, -1, 5) for each in (log_p, log_y))
mean = F.kl_div(*several, reduction="batchmean", log_target=True)
both = (each.unsqueeze(2).expand(-1, -1, 5) for each in (logits, teacher))
print(f"{4**2 * mean:.4f} {distillation_loss(*both):.4f}")
#> 5.1212 1.0242
