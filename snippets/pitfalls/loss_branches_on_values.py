"""A Python `if` on a tensor's value, and why a loss should not have one.

To decide, Python needs the number, and torch.compile cannot look past the
`if`.
"""

import torch
from torch import Tensor


def branching_loss(input: Tensor, target: Tensor) -> Tensor:
    """The mean of e^2 / 2, or of |e| - 1/2 as soon as one |e| exceeds 1."""
    size = (input - target).abs()
    if size.max() > 1:
        return (size - 0.5).mean()
    return (size.square() / 2).mean()


def elementwise_loss(input: Tensor, target: Tensor) -> Tensor:
    """Each error chooses its own branch: the Huber loss for delta = 1."""
    size = (input - target).abs()
    return torch.where(size > 1, size - 0.5, size.square() / 2).mean()


input, target = torch.tensor([0.5, 3.0]), torch.zeros(2)
for loss in (branching_loss, elementwise_loss):
    compiled = torch.compile(loss, fullgraph=True, backend="eager")
    try:
        print(compiled(input, target))
        #> tensor(1.3125)
    except RuntimeError as error:
        print(str(error).splitlines()[0])
        #> Data-dependent branching
# It is wrong besides: a sample's loss depends on who else is in the batch.
print(branching_loss(input, target))
#> tensor(1.2500)
print(branching_loss(input[:1], target[:1]))
#> tensor(0.1250)
print(elementwise_loss(input, target))
#> tensor(1.3125)
print(torch.nn.functional.huber_loss(input, target))
#> tensor(1.3125)
