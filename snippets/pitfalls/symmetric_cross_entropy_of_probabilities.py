"""Probabilities passed as logits: the loss does not fall to zero."""

import torch

from snippets.losses.symmetric_cross_entropy import symmetric_cross_entropy

logits, target = torch.tensor([[20.0, 0.0, 0.0]]), torch.tensor([0])
p = logits.softmax(dim=1)
print(p)
#> tensor([[1.0000e+00, 2.0612e-09, 2.0612e-09]])

# Symptom: the prediction could not be better, the loss could.
print(symmetric_cross_entropy(p, target, alpha=1, beta=1))
#> tensor(4.4556)
# Why: the softmax is taken twice, and its second input is at most 1.
print(p.softmax(dim=1))
#> tensor([[0.5761, 0.2119, 0.2119]])

# Fix: hand over the logits.
print(f"{symmetric_cross_entropy(logits, target, alpha=1, beta=1):.4f}")
#> 0.0000
