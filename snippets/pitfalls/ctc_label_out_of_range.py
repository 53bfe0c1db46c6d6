"""A label that is no class: F.ctc_loss on a CPU reads other memory."""

import torch
from torch.nn import functional as F

# Six steps of 3 classes, of which the loss gets the 4 in the middle. So what
# it reads before and behind them is ours, too.
for beyond in (-1.0, -5.0):
    memory = torch.full((6, 1, 3), beyond)
    log_p = memory[1:5].copy_(torch.zeros(4, 1, 3).log_softmax(dim=2))
    for label in (1, 3, -1):
        target = torch.tensor([[label]])
        lengths = torch.tensor([4]), torch.tensor([1])
        loss = F.ctc_loss(log_p, target, *lengths)
        print(f"beyond {beyond:.0f}, label {label}: {loss:.2f}")
        #> beyond -1, label 1: 2.09
        #> beyond -1, label 3: 2.05
        #> beyond -1, label -1: 2.05
        #> beyond -5, label 1: 2.09
        #> beyond -5, label 3: 2.59
        #> beyond -5, label -1: 2.59

# The fix: look at the labels first.
print(bool(((target >= 0) & (target < log_p.shape[2])).all()))
#> False
