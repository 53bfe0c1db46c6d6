"""Softmax cross-entropy from logits, and what each of its arguments does."""

import torch
from torch import nn
from torch.nn import functional as F

torch.set_printoptions(sci_mode=False)
logits = torch.tensor([[10.0, 0.0, -10.0], [8.0, 8.0, 8.0]])
target = torch.tensor([0, 2])

loss = nn.CrossEntropyLoss()(logits, target)
print(loss)
#> tensor(0.5493)

# The class wraps the function.
print(F.cross_entropy(logits, target))
#> tensor(0.5493)

# One loss a sample. Three equal logits cost log 3.
print(nn.CrossEntropyLoss(reduction="none")(logits, target))
#> tensor([0.0000, 1.0986])

# Probabilities as targets: floating point, in the shape of the logits.
one_hot = torch.tensor([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
print(nn.CrossEntropyLoss()(logits, one_hot))
#> tensor(0.5493)
soft = torch.tensor([[0.9, 0.1, 0.0], [0.2, 0.2, 0.6]])
loss = nn.CrossEntropyLoss()(logits, soft)
print(loss)
#> tensor(1.0493)

# weight has an entry for each class; "mean" divides by 1 + 3 here.
weight = torch.tensor([1.0, 1.0, 3.0])
loss = nn.CrossEntropyLoss(weight=weight)(logits, target)
print(loss)
#> tensor(0.8240)

# A target equal to ignore_index counts neither above nor below the line.
padded = torch.tensor([-100, 2])
loss = nn.CrossEntropyLoss(ignore_index=-100)(logits, padded)
print(loss)
#> tensor(1.0986)

# label_smoothing moves a tenth of the target to all classes alike.
loss = nn.CrossEntropyLoss(label_smoothing=0.1)(logits, target)
print(loss)
#> tensor(1.0493)

# To predict, no softmax is needed: the greatest logit is the likeliest class.
print(logits[:1].argmax(dim=1))
#> tensor([0])
