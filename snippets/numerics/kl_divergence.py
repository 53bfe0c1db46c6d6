"""KL divergence at large logits and in half precision, measured.

Logits [m, 0, -m] against the target [0.25, 0.25, 0.5]: as m grows the slope at
the first logit tends to 0.75. "Stable" is log_softmax, "naive" softmax and log.
"""

import torch
from torch.nn import functional as F

print("dtype          m | stable: loss, slope | naive: loss, slope")
#> dtype          m | stable: loss, slope | naive: loss, slope
for dtype in (torch.float32, torch.float16, torch.bfloat16):
    target = torch.tensor([[0.25, 0.25, 0.5]], dtype=dtype)
    for m in (10, 100, 10_000):
        row = f"{str(dtype).removeprefix('torch.'):<8} {m:>7}"
        for stable in (True, False):
            z = torch.tensor([[m, 0, -m]], dtype=dtype, requires_grad=True)
            log_p = z.log_softmax(1) if stable else z.softmax(1).log()
            loss = F.kl_div(log_p, target, reduction="batchmean")
            (gradient,) = torch.autograd.grad(loss, z)
            row += f" | {loss:12.1f} {gradient[0, 0]:6.2f}"
        print(row)
        #> float32       10 |         11.5   0.75 |         11.5   0.75
        #> float32      100 |        124.0   0.75 |          inf    nan
        #> float32    10000 |      12499.0   0.75 |          inf    nan
        #> float16       10 |         11.5   0.75 |          inf    nan
        #> float16      100 |        123.9   0.75 |          inf    nan
        #> float16    10000 |      12496.0   0.75 |          inf    nan
        #> bfloat16      10 |         11.4   0.75 |         11.4   0.75
        #> bfloat16     100 |        124.0   0.75 |          inf    nan
        #> bfloat16   10000 |      12480.0   0.75 |          inf    nan

# Near its minimum the loss is a small difference of larger terms. The step
# from the largest of them to the next number is larger than the loss.
logits = torch.tensor([[1.0, 0.0, -1.0]], dtype=torch.float64)
target = logits.softmax(1)
logits = logits + torch.tensor([[0.01, 0.0, 0.0]])
log_p = logits.log_softmax(1)
print(f"{F.kl_div(log_p, target, reduction='batchmean'):.6f}")
#> 0.000011
for dtype in (torch.float64, torch.float16, torch.bfloat16):
    largest = (target * log_p).abs().max().to(dtype)
    step = torch.nextafter(largest, torch.ones((), dtype=dtype)) - largest
    print(f"{str(dtype).removeprefix('torch.')}: {step:.6f}")
    #> float64: 0.000000
    #> float16: 0.000244
    #> bfloat16: 0.001953

# So in half precision some of 1000 such losses are negative.
torch.manual_seed(0)
many = torch.randn(1000, 3, dtype=torch.float64)
near = many + 0.01 * torch.randn(1000, 3, dtype=torch.float64)
exact = F.kl_div(near.log_softmax(1), many.softmax(1), reduction="none").sum(1)
print(f"largest of all: {exact.max():.6f}")
#> largest of all: 0.000266
for dtype in (torch.float64, torch.float16, torch.bfloat16):
    log_p, y = near.to(dtype).log_softmax(1), many.softmax(1).to(dtype)
    losses = F.kl_div(log_p, y, reduction="none").sum(1)
    print(f"{str(dtype).removeprefix('torch.')}: {(losses < 0).any()}")
    #> float64: False
    #> float16: True
    #> bfloat16: True

# On a CPU, autocast leaves log_softmax in half precision.
with torch.autocast("cpu", dtype=torch.bfloat16):
    log_p = logits.bfloat16().log_softmax(1)
    loss = F.kl_div(log_p, target.float(), reduction="batchmean")
    print(log_p.dtype, loss.dtype)
    #> torch.bfloat16 torch.float32

# The logits may stay in half precision, if the loss is computed in float32.
log_p = logits.half().log_softmax(1, dtype=torch.float32)
print(f"{F.kl_div(log_p, target.float(), reduction='batchmean'):.6f}")
#> 0.000011
