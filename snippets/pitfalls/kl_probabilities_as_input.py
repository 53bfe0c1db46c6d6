"""With probabilities or logits as input the loss turns negative."""

import torch
from torch.nn import functional as F

logits = torch.tensor([[2.0, 1.0, 0.0], [0.0, 0.0, 0.0]])
target = torch.tensor([[0.7, 0.2, 0.1], [0.2, 0.3, 0.5]])

# Wrong: probabilities, then logits. No error, no warning.
print(F.kl_div(logits.softmax(1), target, reduction="batchmean"))
#> tensor(-1.3442)
print(F.kl_div(logits, target, reduction="batchmean"))
#> tensor(-1.7157)

# Fix: log-probabilities.
print(F.kl_div(logits.log_softmax(1), target, reduction="batchmean"))
#> tensor(0.0374)
