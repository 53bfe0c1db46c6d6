"""PyTorch takes the prediction first; swapped, a loss may fail in silence.

loss(input, target), never loss(target, input)
"""

import torch
from torch.nn import functional as F

logits = torch.tensor([2.0, -1.0, 0.5], requires_grad=True)
target = torch.tensor([1.0, 0.0, 1.0])

# Squared error is symmetric: nothing shows.
print(F.mse_loss(logits, target))
#> tensor(0.7500, grad_fn=<MseLossBackward0>)
print(F.mse_loss(target, logits))
#> tensor(0.7500, grad_fn=<MseLossBackward0>)

# Binary cross-entropy is not, yet both orders return a plausible number.
right = F.binary_cross_entropy_with_logits(logits, target)
wrong = F.binary_cross_entropy_with_logits(target, logits)
print(right)
#> tensor(0.3048, grad_fn=<BinaryCrossEntropyWithLogitsBackward0>)
print(wrong)
#> tensor(0.2732, grad_fn=<BinaryCrossEntropyWithLogitsBackward0>)
# Named arguments cannot be swapped.
print(F.binary_cross_entropy_with_logits(target=target, input=logits))
#> tensor(0.3048, grad_fn=<BinaryCrossEntropyWithLogitsBackward0>)

# Swapped, a positive's gradient never ends and a negative's is always 0.
print(torch.autograd.grad(right, logits)[0])
#> tensor([-0.0397,  0.0896, -0.1258])
print(torch.autograd.grad(wrong, logits)[0] + 0.0)  # of -0.0 it makes 0.0
#> tensor([-0.3333,  0.0000, -0.3333])

# So training "succeeds": the loss falls without end, the negative is ignored.
optimizer = torch.optim.SGD([logits], lr=1.0)
for _ in range(100):
    optimizer.zero_grad()
    F.binary_cross_entropy_with_logits(target, logits).backward()
    optimizer.step()
print(f"{F.binary_cross_entropy_with_logits(target, logits):.1f}")
#> -21.9
print([round(z, 1) for z in logits.tolist()])
#> [35.3, -1.0, 33.8]

# Cross-entropy tells you, since class indices cannot be an input.
try:
    F.cross_entropy(torch.tensor([0, 1]), torch.rand(2, 3))
except NotImplementedError as error:
    print(error)
    #> "log_softmax_lastdim_kernel_impl" not implemented for 'Long'
