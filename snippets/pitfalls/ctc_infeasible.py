"""A text that does not fit into its input: a CTC loss of inf."""

import torch
from torch.nn import functional as F

# Four steps. The second text, 1 1 1, needs five: a blank between equal ones.
log_p = torch.zeros(4, 2, 3, requires_grad=True).log_softmax(dim=2)
target = torch.tensor([[1, 2, 0], [1, 1, 1]])
steps, letters = torch.tensor([4, 4]), torch.tensor([2, 3])

for zero_infinity in (False, True):
    loss = F.ctc_loss(
        log_p, target, steps, letters, zero_infinity=zero_infinity
    )
    (gradient,) = torch.autograd.grad(loss, log_p, retain_graph=True)
    print(f"{loss:.4f}", gradient.isnan().any(dim=(0, 2)).tolist())
    #> inf [False, True]
    #> 0.4216 [False, False]

# The zero counts in the mean: that is half of the first sample's loss.
first = F.ctc_loss(log_p[:, :1], target[:1, :2], steps[:1], letters[:1])
print(f"{first:.4f}")
#> 0.8432

# The fix: know which texts fit before you train, and say how many do not.
position = torch.arange(target.shape[1] - 1)
repeats = (target[:, 1:] == target[:, :-1]) & (position < letters[:, None] - 1)
fits = steps >= letters + repeats.sum(dim=1)
print(fits.tolist())
#> [True, False]
