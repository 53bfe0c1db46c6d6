"""A loss that writes into its arguments breaks the graph, or your data."""

import torch

weight = torch.tensor([0.5, 1.0], requires_grad=True)
target = torch.tensor([1.0, 3.0])

# sub_ overwrites the output of exp, which backward needs.
input = torch.exp(weight)
try:
    input.sub_(target).square().sum().backward()
except RuntimeError as error:
    print(str(error).split(":")[0])
    #> one of the variables needed for gradient computation has been modified by
    #> an inplace operation
# On data there is no message: the targets of the next epoch are others.
input = torch.exp(weight)
(target.sub_(input.detach())).square().sum()
print(target)
#> tensor([-0.6487,  0.2817])

# The fix: operations without the underscore, which make a new tensor.
target = torch.tensor([1.0, 3.0])
(input - target).square().sum().backward()
print(weight.grad, target)
#> tensor([ 2.1391, -1.5316]) tensor([1., 3.])
