"""The log of cosh overflows to inf, and its gradient to nan.

A large error has a loss about as large, but on the way cosh grows as the
exponential does, which float32 cannot hold for errors above 90 or so.
"""

import torch

from snippets.losses.log_cosh_loss import log_cosh_loss

error = torch.tensor([1.0, 80.0, 100.0], requires_grad=True)
loss = torch.log(torch.cosh(error))
print(loss.detach())
#> tensor([ 0.4338, 79.3069,     inf])
loss.sum().backward()
print(error.grad)
#> tensor([0.7616, 1.0000,    nan])
# In float16 an error of 20 is enough.
print(torch.log(torch.cosh(torch.tensor(20.0, dtype=torch.float16))))
#> tensor(inf, dtype=torch.float16)

# The fix: take |e| out of the logarithm before anything is exponentiated.
error.grad = None
loss = log_cosh_loss(error, torch.zeros(3), reduction="none")
print(loss.detach())
#> tensor([ 0.4338, 79.3069, 99.3069])
loss.sum().backward()
print(error.grad)
#> tensor([0.7616, 1.0000, 1.0000])
