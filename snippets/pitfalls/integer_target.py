"""An integer or float64 target: fine in one loss, an error in the next."""

import torch
from torch.nn import functional as F

prediction = torch.tensor([1.5, 2.5], requires_grad=True)
target = torch.tensor([1, 2])

# The forward pass promotes, and mse_loss's backward pass does as well.
F.mse_loss(prediction, target).backward()
print(prediction.grad)
#> tensor([0.5000, 0.5000])

# huber_loss's backward pass does not: the error comes one line late.
loss = F.huber_loss(prediction, target)
print(loss)
#> tensor(0.1250, grad_fn=<HuberLossBackward0>)
try:
    loss.backward()
except RuntimeError as error:
    print(error)
    #> Found dtype Long but expected Float

# A target that comes from NumPy is float64, unless you say otherwise.
double = target.double()
print(F.mse_loss(prediction, double).dtype)
#> torch.float64
try:
    F.huber_loss(prediction, double).backward()
except RuntimeError as error:
    print(error)
    #> Found dtype Double but expected Float

# If the prediction is an integer too, such as a class, nothing works.
try:
    F.mse_loss(torch.tensor([3, 4]), target)
except NotImplementedError as error:
    print(error)
    #> "mse_cpu" not implemented for 'Long'

# Fix: give the target the prediction's dtype.
prediction.grad = None
F.huber_loss(prediction, target.to(prediction.dtype)).backward()
print(prediction.grad)
#> tensor([0.2500, 0.2500])
