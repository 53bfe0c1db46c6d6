"""Regression losses at large and small errors, in three precisions."""

import torch
from torch.nn import functional as F

precisions = (torch.float32, torch.bfloat16, torch.float16)

# Value and gradient of one error. Above the largest float16, e^2 is inf,
# while the gradient 2 e is still right; below the smallest, e^2 is 0.
print(torch.finfo(torch.float16).max)
#> 65504.0
for error in (300.0, 1e-4):
    for dtype in precisions:
        for loss_function in (F.mse_loss, F.l1_loss, F.huber_loss):
            prediction = torch.tensor([error], dtype=dtype, requires_grad=True)
            loss = loss_function(prediction, torch.zeros(1, dtype=dtype))
            (gradient,) = torch.autograd.grad(loss, prediction)
            print(
                f"{error:6g} {dtype!s:14} {loss_function.__name__:10}",
                f"{loss.item():8.2g} {gradient.item():8.2g}",
            )
            #>    300 torch.float32  mse_loss      9e+04    6e+02
            #>    300 torch.float32  l1_loss       3e+02        1
            #>    300 torch.float32  huber_loss    3e+02        1
            #>    300 torch.bfloat16 mse_loss      9e+04    6e+02
            #>    300 torch.bfloat16 l1_loss       3e+02        1
            #>    300 torch.bfloat16 huber_loss    3e+02        1
            #>    300 torch.float16  mse_loss        inf    6e+02
            #>    300 torch.float16  l1_loss       3e+02        1
            #>    300 torch.float16  huber_loss    3e+02        1
            #> 0.0001 torch.float32  mse_loss      1e-08   0.0002
            #> 0.0001 torch.float32  l1_loss      0.0001        1
            #> 0.0001 torch.float32  huber_loss    5e-09   0.0001
            #> 0.0001 torch.bfloat16 mse_loss      1e-08   0.0002
            #> 0.0001 torch.bfloat16 l1_loss      0.0001        1
            #> 0.0001 torch.bfloat16 huber_loss    5e-09   0.0001
            #> 0.0001 torch.float16  mse_loss          0   0.0002
            #> 0.0001 torch.float16  l1_loss      0.0001        1
            #> 0.0001 torch.float16  huber_loss        0   0.0001

# The error can be lost before the loss sees it: bfloat16 keeps 8 bits, and
# 1000 and 1001 round to the same number.
for dtype in precisions:
    near = torch.tensor([1000.0, 1001.0], dtype=dtype)
    print(f"{dtype!s:14} {F.l1_loss(near[0], near[1]).item():.0f}")
    #> torch.float32  1
    #> torch.bfloat16 0
    #> torch.float16  1

# Fix: take the loss in float32; autocast does so for mse_loss.
prediction = torch.tensor([300.0], dtype=torch.float16)
target = torch.zeros(1)
print(F.mse_loss(prediction.float(), target))
#> tensor(90000.)
with torch.autocast("cpu", dtype=torch.float16):
    print(F.mse_loss(prediction, target.half()))
    #> tensor(90000.)
