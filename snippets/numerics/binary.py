"""Binary cross-entropy at extreme logits, in three precisions, for y = 0."""

import torch
from torch.nn import functional as F

# All four are exact in all three dtypes.
values = (-20.0, 5.0, 20.0, 8192.0)


def measure(loss_of, logit, dtype):
    """Loss and gradient, as Python numbers."""
    logit = torch.tensor(logit, dtype=dtype, requires_grad=True)
    loss = loss_of(logit, torch.zeros((), dtype=dtype))
    (gradient,) = torch.autograd.grad(loss, logit)
    return loss.item(), gradient.item()


def after_sigmoid(logit, target):
    """What a model that ends in a sigmoid computes."""
    return F.binary_cross_entropy(torch.sigmoid(logit), target)


rows = [
    "                  from logits          after sigmoid",
    "dtype     logit    loss  gradient       loss  gradient",
]
for dtype in (torch.float32, torch.bfloat16, torch.float16):
    for value in values:
        loss, gradient = measure(
            F.binary_cross_entropy_with_logits, value, dtype
        )
        other, slope = measure(after_sigmoid, value, dtype)
        rows.append(
            f"{str(dtype)[6:]:8}{value:7.0f}{loss:8.4g}{gradient:10.3g}"
            f"{other:11.4g}{slope:10.3g}"
        )
print("\n".join(rows))
#>                   from logits          after sigmoid
#> dtype     logit    loss  gradient       loss  gradient
#> float32     -20       0  2.06e-09  2.061e-09  2.06e-09
#> float32       5   5.007     0.993      5.007     0.993
#> float32      20      20         1        100         0
#> float32    8192    8192         1        100         0
#> bfloat16    -20       0  2.07e-09  2.066e-09  2.07e-09
#> bfloat16      5       5     0.992      4.844     0.992
#> bfloat16     20      20         1        100         0
#> bfloat16   8192    8192         1        100         0
#> float16     -20       0         0          0       nan
#> float16       5   5.008     0.993      4.984     0.993
#> float16      20      20         1        100       nan
#> float16    8192    8192         1        100       nan
