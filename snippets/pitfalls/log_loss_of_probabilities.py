"""Log loss from probabilities cannot tell how wrong a sample is."""

import torch
from torch.nn import functional as F

logits, classes = torch.tensor([[200.0, 0.0, -200.0]]), torch.tensor([2])

# Symptom: scikit-learn holds probabilities at the epsilon of their dtype.
for dtype in (torch.float32, torch.float64):
    epsilon = torch.finfo(dtype).eps
    p = logits.to(dtype).softmax(1).clamp(epsilon, 1 - epsilon)
    print(f"{dtype}: {-p[0, classes].log().item():.4f}")
    #> torch.float32: 15.9424
    #> torch.float64: 36.0437

# Fix: compute it from the logits.
print(F.cross_entropy(logits, classes))
#> tensor(400.)
