"""The share of easy negatives in the total loss falls as gamma grows."""

import torch

from snippets.losses.focal_loss import focal_loss

# One hard positive at p = 0.5 and 1000 easy negatives at p = 0.1.
logits = torch.logit(torch.tensor([0.5] + [0.1] * 1000))
target = torch.tensor([1.0] + [0.0] * 1000)
for gamma in (0, 2, 5):
    loss = focal_loss(logits, target, gamma=gamma, alpha=None, reduction="none")
    print(f"gamma = {gamma}: {loss[1:].sum() / loss.sum():.3f}")
    #> gamma = 0: 0.993
    #> gamma = 2: 0.859
    #> gamma = 5: 0.046
