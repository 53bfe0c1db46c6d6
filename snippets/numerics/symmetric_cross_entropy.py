"""Symmetric cross-entropy at extreme logits, beside a clamped softmax."""

import torch
from torch.nn import functional as F

from snippets.losses.symmetric_cross_entropy import symmetric_cross_entropy


def ours(logits, target):
    """The snippet of this chapter, both terms at full weight."""
    return symmetric_cross_entropy(logits, target, alpha=1, beta=1)


def clamped(logits, target):
    """The form often seen: p is clamped, and with it its gradient."""
    p = logits.softmax(dim=1).clamp(1e-7, 1)
    y = F.one_hot(target, logits.shape[1]).to(p.dtype).clamp(1e-4, 1)
    forward = -torch.log(p.gather(1, target[:, None]))
    return (forward - (p * torch.log(y)).sum(dim=1)).mean()


table = ["                 from the margin     clamped softmax"]
table += ["dtype     z_y    loss     gradient   loss     gradient"]
target = torch.tensor([0])
for dtype in (torch.float64, torch.float32, torch.bfloat16, torch.float16):
    for z_y in (-1e4, -20, 20, 1e4):
        row = f"{str(dtype)[6:]:10}{z_y:<7g}"
        for loss in (ours, clamped):
            logits = torch.tensor([[z_y, 0.0]], dtype=dtype).requires_grad_()
            value = loss(logits, target)
            (gradient,) = torch.autograd.grad(value, logits)
            # Adding zero takes the sign from a zero.
            row += f"{value:<9.2g}{gradient[0, 0] + 0:<11.2g}"
        table.append(row.rstrip())
print("\n".join(table))
#>                  from the margin     clamped softmax
#> dtype     z_y    loss     gradient   loss     gradient
#> float64   -10000 1e+04    -1         25       0
#> float64   -20    29       -1         25       -1.9e-08
#> float64   20     2.1e-08  -2.1e-08   9.2e-07  -2.1e-09
#> float64   10000  0        0          9.2e-07  0
#> float32   -10000 1e+04    -1         25       0
#> float32   -20    29       -1         25       -1.9e-08
#> float32   20     2.1e-08  -2.1e-08   9.2e-07  0
#> float32   10000  0        0          9.2e-07  0
#> bfloat16  -10000 1e+04    -1         25       0
#> bfloat16  -20    29       -1         25       -1.9e-08
#> bfloat16  20     2.1e-08  -2.1e-08   9.2e-07  0
#> bfloat16  10000  0        0          9.2e-07  0
#> float16   -10000 1e+04    -1         25       0
#> float16   -20    29       -1         25       0
#> float16   20     2.1e-08  0          1.1e-06  0
#> float16   10000  0        0          1.1e-06  0

# A small loss, to be right, needs 1 - p without a difference.
logits = torch.tensor([[20.0, 0.0]])
print(f"{symmetric_cross_entropy(logits, target, alpha=1, beta=0):.3g}")
#> 2.06e-09
print(f"{F.cross_entropy(logits, target):.3g}")
#> 0
print(f"{F.cross_entropy(logits.double(), target):.3g}")
#> 2.06e-09
