"""Squared error wants the mean, absolute error the median.

Huber's is a compromise, but not always a number between the two.
"""

import torch
from torch.nn import functional as F

constants = torch.arange(0.0, 100.0, 0.25)

# One target in five is an outlier, first a mild one, then a wild one.
for outlier in (20.0, 200.0):
    target = torch.tensor([1.0, 2.0, 3.0, 4.0, outlier])
    print(target.mean(), target.median())
    #> tensor(6.) tensor(3.)
    #> tensor(42.) tensor(3.)
    predictions = constants[:, None].expand(-1, 5)
    targets = target.expand_as(predictions)
    squared = F.mse_loss(predictions, targets, reduction="none")
    absolute = F.l1_loss(predictions, targets, reduction="none")
    huber = F.huber_loss(predictions, targets, delta=4.0, reduction="none")
    print("MSE  ", constants[squared.mean(dim=1).argmin()])
    #> MSE   tensor(6.)
    #> MSE   tensor(42.)
    print("L1   ", constants[absolute.mean(dim=1).argmin()])
    #> L1    tensor(3.)
    #> L1    tensor(3.)
    print("Huber", constants[huber.mean(dim=1).argmin()])
    #> Huber tensor(3.5000)
    #> Huber tensor(3.5000)

# Mean and median are both 6, and Huber is 7. There the errors 7, 1, 1, -2, -2
# are clipped to 2, 1, 1, -2, -2, which sum to 0.
target = torch.tensor([0.0, 6.0, 6.0, 9.0, 9.0])
print(target.mean(), target.median())
#> tensor(6.) tensor(6.)
predictions = constants[:, None].expand(-1, 5)
huber = F.huber_loss(
    predictions, target.expand_as(predictions), delta=2.0, reduction="none"
)
print(constants[huber.mean(dim=1).argmin()])
#> tensor(7.)
