"""A loss class holds the options and calls the loss function."""

import torch
from torch import nn
from torch.nn import functional as F

torch.manual_seed(0)
prediction, target = torch.randn(5), torch.randn(5)

as_class = nn.HuberLoss(delta=2.0)(prediction, target)
as_function = F.huber_loss(prediction, target, delta=2.0)
print(as_class.equal(as_function))
#> True

# The class adds what a module has: its buffers, such as class weights, are
# saved and moved with the model that holds it.
loss_function = nn.CrossEntropyLoss(weight=torch.tensor([1.0, 3.0]))
print(list(loss_function.state_dict()))
#> ['weight']
print(loss_function.to(torch.float64).weight.dtype)
#> torch.float64
