"""Mean absolute error, nn.L1Loss."""

import torch
from torch import nn

prediction = torch.tensor([2.0, 0.0, 5.0], requires_grad=True)
target = torch.tensor([1.0, 0.0, 7.0])

# Errors 1, 0, -2; their mean size is 3 / 3.
loss = nn.L1Loss()(prediction, target)
print(loss)
#> tensor(1., grad_fn=<MeanBackward0>)

# Every error that is not 0 pulls equally, whatever its size.
loss.backward()
print(prediction.grad)
#> tensor([ 0.3333,  0.0000, -0.3333])
