"""zero_infinity=True does not help against nan."""

import torch
from torch.nn import functional as F

log_p = torch.zeros(4, 1, 3).log_softmax(dim=2)
log_p[1, 0, 2] = torch.nan
target, steps, letters = map(torch.tensor, ([[1]], [4], [1]))

# Class 2 is not in the text, so its nan is in no path.
print(F.ctc_loss(log_p, target, steps, letters))
#> tensor(2.0919)
# Class 1 is.
log_p[1, 0, 1] = torch.nan
print(F.ctc_loss(log_p, target, steps, letters, zero_infinity=True))
#> tensor(nan)
