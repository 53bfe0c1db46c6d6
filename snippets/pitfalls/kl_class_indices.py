"""Class indices as target raise; KLDivLoss needs distributions."""

import torch
from torch.nn import functional as F

logits = torch.tensor([[10.0, 0.0, -10.0], [8.0, 8.0, 8.0]])
classes = torch.tensor([[0], [2]])

try:
    F.kl_div(logits.log_softmax(1), classes, reduction="batchmean")
except RuntimeError as error:
    print(error)
    #> kl_div: Integral inputs not supported.

# As floats they raise no more, and stand for weights 0 and 2 of every class.
loss = F.kl_div(logits.log_softmax(1), classes.float(), reduction="batchmean")
print(loss)
#> tensor(5.3753)

# Fix: one-hot rows. Or cross-entropy, which takes indices.
target = F.one_hot(classes[:, 0], num_classes=3).float()
print(F.kl_div(logits.log_softmax(1), target, reduction="batchmean"))
#> tensor(0.5493)
print(F.cross_entropy(logits, classes[:, 0]))
#> tensor(0.5493)
