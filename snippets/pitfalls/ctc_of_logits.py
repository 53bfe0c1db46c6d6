"""F.ctc_loss of logits, or of probabilities: no error, and a negative loss."""

import torch
from torch.nn import functional as F

torch.manual_seed(0)
logits = torch.randn(4, 1, 3)
target, lengths = torch.tensor([[1, 2]]), (torch.tensor([4]), torch.tensor([2]))


for name, output in {
    "logits": logits,
    "logits + 5": logits + 5,
    "probabilities": logits.softmax(dim=2),
    # The fix: the logarithm of the softmax, to which a shift is nothing.
    "log-probabilities": logits.log_softmax(dim=2),
    "the same of logits + 5": (logits + 5).log_softmax(dim=2),
}.items():
    loss = F.ctc_loss(output, target, *lengths, reduction="sum")
    print(f"{name}: {loss:.2f}")
    #> logits: -3.61
    #> logits + 5: -23.61
    #> probabilities: -4.22
    #> log-probabilities: 1.30
    #> the same of logits + 5: 1.30
