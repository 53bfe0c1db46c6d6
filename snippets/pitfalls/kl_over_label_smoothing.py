"""Losses under different label smoothing do not compare."""

import torch
from torch.nn import functional as F

# One model's logits for 100 samples of 10 classes, right more often than not.
torch.manual_seed(0)
classes = torch.randint(10, (100,))
one_hot = F.one_hot(classes, num_classes=10).double()
logits = 2 * torch.randn(100, 10, dtype=torch.float64) + 4 * one_hot

# Symptom: the model stays, and each epsilon gives it another loss.
for epsilon in (0.0, 0.1, 0.2, 0.4):
    target = (1 - epsilon) * one_hot + epsilon / 10
    kl = F.kl_div(logits.log_softmax(1), target, reduction="batchmean")
    cross_entropy = F.cross_entropy(logits, classes, label_smoothing=epsilon)
    print(f"epsilon {epsilon}: KL {kl:.4f}, cross-entropy {cross_entropy:.4f}")
    #> epsilon 0.0: KL 1.0007, cross-entropy 1.0007
    #> epsilon 0.1: KL 0.8525, cross-entropy 1.3528
    #> epsilon 0.2: KL 0.8381, cross-entropy 1.7050
    #> epsilon 0.4: KL 0.9648, cross-entropy 2.4092

# Fix: compare against the labels as they are.
print(f"without smoothing: {F.cross_entropy(logits, classes):.4f}")
#> without smoothing: 1.0007
