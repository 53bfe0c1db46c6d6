"""Predictions (N, 1) and targets (N): every one with every other."""

import torch

from snippets.losses.quantile_loss import quantile_loss


def by_hand(prediction, target, quantile):
    """Without a look at the shapes."""
    error = target - prediction
    return torch.maximum(quantile * error, (quantile - 1) * error).mean()


# Every prediction is right.
prediction = torch.tensor([[1.0], [2.0]])
target = torch.tensor([1.0, 2.0])
print(by_hand(prediction, target, 0.5))
#> tensor(0.2500)
try:
    quantile_loss(prediction, target, quantile=0.5)
except ValueError as error:
    print(error)
    #> target must have the shape of input, (2, 1), got (2,)

# The fix: one shape. For several quantiles expand the targets to it.
print(quantile_loss(prediction.squeeze(1), target, quantile=0.5))
#> tensor(0.)
levels = torch.tensor([0.1, 0.9])
columns = torch.tensor([[1.0, 1.0], [2.0, 2.0]])
print(quantile_loss(columns, target[:, None].expand(2, 2), quantile=levels))
#> tensor(0.)
