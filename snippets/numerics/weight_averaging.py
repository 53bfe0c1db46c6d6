"""From which difference on an average moves, by dtype and by decay."""

import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn


def moves(dtype: torch.dtype, decay: float, difference: float) -> bool:
    """Whether an average of 1 moves when the weight is larger by so much."""
    model = nn.Linear(1, 1, bias=False, dtype=dtype)
    ema = get_ema_multi_avg_fn(decay)
    averaged = AveragedModel(model, multi_avg_fn=ema)
    for weight in (1.0, 1.0 + difference):
        nn.init.constant_(model.weight, weight)
        averaged.update_parameters(model)
    return averaged.module.weight.item() != 1


print("decay   float32  float16  bfloat16")
#> decay   float32  float16  bfloat16
for decay in (0.99, 0.999, 0.9999):
    row = []
    for dtype in (torch.float32, torch.float16, torch.bfloat16):
        low, high = -30.0, 10.0  # in powers of 2
        for _ in range(12):
            middle = (low + high) / 2
            if moves(dtype, decay, 2**middle):
                high = middle
            else:
                low = middle
        row.append(2**high)
    print("{:6}{:9.0e}{:9.0e}{:10.0e}".format(decay, *row))
    #>   0.99    6e-06    5e-02     4e-01
    #>  0.999    6e-05    5e-01     4e+00
    #> 0.9999    6e-04    5e+00     4e+01
