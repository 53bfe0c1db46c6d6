"""Six checks that any loss should pass, run on the log-cosh loss.

The reference is written from the formula, log cosh e, not from the code.
"""

import torch
from torch.nn import functional as F

from snippets.losses.log_cosh_loss import log_cosh_loss

torch.manual_seed(0)
input = torch.randn(4, 3, dtype=torch.float64, requires_grad=True)
target = torch.randn(4, 3, dtype=torch.float64)

# 1. The value is the formula's, in float64, where the formula is safe.
reference = torch.log(torch.cosh(input - target))
each = log_cosh_loss(input, target, reduction="none")
print(torch.allclose(each, reference))
#> True
# 2. The gradient is the difference quotient's.
print(torch.autograd.gradcheck(log_cosh_loss, (input, target)))
#> True
print(torch.autograd.gradgradcheck(log_cosh_loss, (input, target)))
#> True
# 3. Value and gradient stay finite and right at extremes. In half precision
# the loss is float32, the gradient of the input's dtype.
for dtype in (torch.float64, torch.float32, torch.float16, torch.bfloat16):
    error = torch.tensor([-1e4, 0.0, 1e4], dtype=dtype, requires_grad=True)
    loss = log_cosh_loss(error, torch.zeros_like(error), reduction="none")
    (gradient,) = torch.autograd.grad(loss.sum(), error)
    print(f"{loss.dtype}: {loss.isfinite().all()}, {gradient.tolist()}")
    #> torch.float64: True, [-1.0, 0.0, 1.0]
    #> torch.float32: True, [-1.0, 0.0, 1.0]
    #> torch.float32: True, [-1.0, 0.0, 1.0]
    #> torch.float32: True, [-1.0, 0.0, 1.0]
# 4. The reductions are those of PyTorch's losses; of nothing the mean is 0.
print(torch.equal(each.mean(), log_cosh_loss(input, target)))
#> True
print(torch.equal(each.sum(), log_cosh_loss(input, target, reduction="sum")))
#> True
empty = torch.empty(0)
print(log_cosh_loss(empty, empty), F.mse_loss(empty, empty))
#> tensor(0.) tensor(nan)
# 5. It compiles into one graph, and works on one sample under vmap.
compiled = torch.compile(log_cosh_loss, fullgraph=True, backend="eager")
print(torch.allclose(compiled(input, target), log_cosh_loss(input, target)))
#> True
per_sample = torch.func.vmap(torch.func.grad(log_cosh_loss))(input, target)
print(torch.allclose(per_sample, torch.tanh(input - target) / 3))
#> True
# 6. What is wrong is refused, and the message names the argument.
for wrong in ({"target": target[:, :1]}, {"target": target.long()}):
    try:
        log_cosh_loss(input, **wrong)
    except ValueError as error:
        print(error)
        #> target must have the shape of input, (4, 3), got (4, 1)
        #> target must be a floating-point tensor, got torch.int64 of shape (4,
        #> 3)
try:
    log_cosh_loss(input, target, reduction="average")
except ValueError as error:
    print(error)
    #> reduction must be 'none', 'mean' or 'sum', got 'average'
