"""Cross-entropy at extreme margins, in three precisions, for K = 3."""

import torch
from torch.nn import functional as F

target = torch.tensor([0])
# The target's logit less the others; all are exact in all three dtypes.
margins = (20.0, -5.0, -20.0, -8192.0)


def measure(loss_of, margin, dtype):
    """Loss, and gradient of the target's logit, as Python numbers."""
    logits = torch.zeros(1, 3, dtype=dtype)
    logits[0, 0] = margin
    logits.requires_grad_()
    loss = loss_of(logits, target)
    (gradient,) = torch.autograd.grad(loss, logits)
    return loss.item(), gradient[0, 0].item()


def log_of_softmax(logits, target):
    """What a model that ends in a softmax computes."""
    return F.nll_loss(torch.log(torch.softmax(logits, dim=1)), target)


rows = [
    "                  cross_entropy      log(softmax(z))",
    "dtype    margin    loss  gradient      loss  gradient",
]
for dtype in (torch.float32, torch.bfloat16, torch.float16):
    for margin in margins:
        loss, gradient = measure(F.cross_entropy, margin, dtype)
        other, slope = measure(log_of_softmax, margin, dtype)
        rows.append(
            f"{str(dtype)[6:]:9}{margin:6.0f}{loss:8.4g}{gradient:10.3g}"
            f"{other:10.4g}{slope:10.3g}"
        )
print("\n".join(rows))
#>                   cross_entropy      log(softmax(z))
#> dtype    margin    loss  gradient      loss  gradient
#> float32      20       0         0         0         0
#> float32      -5   5.697    -0.997     5.697    -0.997
#> float32     -20   20.69        -1     20.69        -1
#> float32   -8192    8193        -1       inf       nan
#> bfloat16     20       0         0         0         0
#> bfloat16     -5   5.688    -0.996     5.688    -0.996
#> bfloat16    -20   20.75        -1     20.75        -1
#> bfloat16  -8192    8192        -1       inf       nan
#> float16      20       0         0         0       nan
#> float16      -5   5.695    -0.997     5.695    -0.997
#> float16     -20   20.69        -1       inf       nan
#> float16   -8192    8192        -1       inf       nan

# bfloat16 has 8 significant bits: log 10, and the numbers next to it.
loss = F.cross_entropy(torch.zeros(1, 10, dtype=torch.bfloat16), target)
above = torch.nextafter(loss, torch.tensor(9.0, dtype=torch.bfloat16))
print(f"{loss:.4f} {above:.4f}")
#> 2.2969 2.3125
print(f"{F.cross_entropy(torch.zeros(1, 10), target):.4f}")
#> 2.3026
with torch.autocast("cpu", dtype=torch.bfloat16):
    loss = F.cross_entropy(torch.zeros(1, 10, dtype=torch.bfloat16), target)
    print(f"{loss:.4f}")
    #> 2.3026
