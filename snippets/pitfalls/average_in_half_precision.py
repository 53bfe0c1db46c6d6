"""In half precision an average does not move: its step rounds to nothing."""

import torch
from torch import nn
from torch.optim.swa_utils import (
    AveragedModel,
    get_ema_avg_fn,
    get_ema_multi_avg_fn,
)


def after_a_thousand(averaged, model):
    """The average, once the weight has been 1, and then 2 for 1000 updates."""
    for update in range(1001):
        nn.init.constant_(model.weight, 1.0 if update == 0 else 2.0)
        averaged.update_parameters(model)
    return averaged.module.weight.item()


ema = get_ema_multi_avg_fn(0.999)
for dtype in (torch.float32, torch.bfloat16, torch.float16):
    model = nn.Linear(1, 1, bias=False, dtype=dtype)
    first = after_a_thousand(AveragedModel(model, multi_avg_fn=ema), model)
    second = after_a_thousand(AveragedModel(model), model)
    print(f"{dtype}: EMA {first:.4f}, SWA {second:.4f}")
    #> torch.float32: EMA 1.6323, SWA 1.9990
    #> torch.bfloat16: EMA 1.0000, SWA 1.9375
    #> torch.float16: EMA 1.5117, SWA 1.9785

# The average in float32, of a model in bfloat16.
model = nn.Linear(1, 1, bias=False, dtype=torch.bfloat16)
averaged = AveragedModel(model, avg_fn=get_ema_avg_fn(0.999)).float()
print(f"{after_a_thousand(averaged, model):.4f}")
#> 1.6316

# The default way of averaging takes no two dtypes.
averaged = AveragedModel(model, multi_avg_fn=ema).float()
try:
    after_a_thousand(averaged, model)
except RuntimeError as error:
    print(error)
    #> expected dtype float for `end` but got dtype c10::BFloat16
