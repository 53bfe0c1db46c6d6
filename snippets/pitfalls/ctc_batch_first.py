"""F.ctc_loss wants the steps first. If N is T, it cannot tell."""

import torch
from torch.nn import functional as F

torch.manual_seed(0)
# As a model with batch_first=True returns it: (N, T, K).
log_p = torch.randn(4, 6, 3).log_softmax(dim=2)
target, letters = torch.tensor([[1, 2]] * 4), torch.full((4,), 2)

try:
    F.ctc_loss(log_p, target, torch.full((4,), 6), letters)
except RuntimeError as error:
    print(error)
    #> input_lengths must be of size batch_size

# Four samples of four steps: no error, and another loss.
square, steps = log_p[:, :4], torch.full((4,), 4)
print(F.ctc_loss(square, target, steps, letters))
#> tensor(1.0141)

# The fix: (T, N, K).
print(F.ctc_loss(square.transpose(0, 1), target, steps, letters))
#> tensor(1.1291)
