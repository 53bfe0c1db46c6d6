"""L1 and L2 of large half-precision models: a plain sum overflows."""

import torch
from torch import nn

from snippets.regularizers.l1_penalty import l1_penalty
from snippets.regularizers.l2_penalty import l2_penalty

print(f"{'':9} {'weight':>7} {'L1':>8} {'plain':>8} {'L2':>8} {'plain':>8}")
#>            weight       L1    plain       L2    plain
for dtype in (torch.float16, torch.bfloat16, torch.float32):
    for value in (1e-4, 1.0, 300.0):
        model = nn.Linear(1000, 1000).to(dtype)
        nn.init.constant_(model.weight, value)
        l1 = l1_penalty(model, 1e-4)
        l2 = l2_penalty(model, 1e-6)
        plain_l1 = 1e-4 * model.weight.abs().sum()
        plain_l2 = 1e-6 / 2 * model.weight.square().sum()
        row = [f"{number:8.2g}" for number in (l1, plain_l1, l2, plain_l2)]
        name = str(dtype).removeprefix("torch.")
        print(f"{name:9} {value:7g}", *row)
        #> float16    0.0001     0.01     0.01    5e-09        0
        #> float16         1    1e+02      inf      0.5      inf
        #> float16       300    3e+04      inf  4.5e+04      inf
        #> bfloat16   0.0001     0.01     0.01    5e-09    5e-09
        #> bfloat16        1    1e+02    1e+02      0.5      0.5
        #> bfloat16      300    3e+04    3e+04  4.5e+04  4.5e+04
        #> float32    0.0001     0.01     0.01    5e-09    5e-09
        #> float32         1    1e+02    1e+02      0.5      0.5
        #> float32       300    3e+04    3e+04  4.5e+04  4.5e+04

# The gradient at the extremes: sign(w), and w, times the strength.
for dtype in (torch.float16, torch.bfloat16):
    model = nn.Linear(3, 1).to(dtype)
    with torch.no_grad():
        model.weight.copy_(torch.tensor([[-1e4, 0.0, 1e4]]))
    (l1,) = torch.autograd.grad(l1_penalty(model, 0.5), model.weight)
    (l2,) = torch.autograd.grad(l2_penalty(model, 0.5), model.weight)
    print(l1.tolist(), l2.tolist())
    #> [[-0.5, 0.0, 0.5]] [[-5000.0, 0.0, 5000.0]]
    #> [[-0.5, 0.0, 0.5]] [[-4992.0, 0.0, 4992.0]]
