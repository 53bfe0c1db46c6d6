"""A loss that left the graph on its way, and trains nothing."""

import torch
from torch.nn import functional as F

input = torch.tensor([1.0, 2.0], requires_grad=True)
target = torch.zeros(2)

# A number is no part of the graph, nor is a tensor made from it.
number = F.mse_loss(input, target).item()
try:
    torch.tensor(number).backward()
except RuntimeError as error:
    print(error)
    #> element 0 of tensors does not require grad and does not have a grad_fn
# requires_grad=True silences the message. The gradient is still missing.
torch.tensor(number, requires_grad=True).backward()
print(input.grad)
#> None
# numpy leaves the graph too. The message suggests what the loss must not do.
try:
    (input - target).numpy()
except RuntimeError as error:
    print(error)
    #> Can't call numpy() on Tensor that requires grad. Use
    #> tensor.detach().numpy() instead.
# A detached part says nothing at all: its gradient is just not there.
loss = F.mse_loss(input, target) + F.l1_loss(input, target).detach()
loss.backward()
print(input.grad)
#> tensor([1., 2.])

# The fix: tensors from end to end, and .item() for the log alone.
input.grad = None
loss = F.mse_loss(input, target) + F.l1_loss(input, target)
loss.backward()
print(input.grad)
#> tensor([1.5000, 2.5000])
print(f"{loss.item():.4f}")
#> 4.0000
