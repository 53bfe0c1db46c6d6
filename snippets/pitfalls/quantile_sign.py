"""The error the wrong way round finds the quantile from the other end."""

import torch

from snippets.losses.quantile_loss import quantile_loss

target = torch.tensor([1.0, 2.0, 4.0, 7.0, 100.0])
constants = torch.arange(0.0, 110.0)[:, None].expand(-1, 5)


def by_hand(prediction, target, quantile):
    """As it is often written, with the prediction first."""
    error = prediction - target
    return torch.maximum(quantile * error, (quantile - 1) * error)


losses = by_hand(constants, target, 0.9).mean(1)
print(constants[losses.argmin(), 0])
#> tensor(1.)
# The fix: the level weighs what the prediction lacks, target - prediction.
losses = by_hand(target, constants, 0.9).mean(1)
print(constants[losses.argmin(), 0])
#> tensor(100.)
losses = quantile_loss(
    constants, target.expand(110, 5), quantile=0.9, reduction="none"
).mean(1)
print(constants[losses.argmin(), 0])
#> tensor(100.)
