"""The state of an average is not that of its model, and a counter is in it."""

from torch import nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

EMA = get_ema_multi_avg_fn(0.9)
model = nn.Linear(1, 1, bias=False)
averaged = AveragedModel(model, multi_avg_fn=EMA)
for weight in (1.0, 2.0):
    nn.init.constant_(model.weight, weight)
    averaged.update_parameters(model)
try:
    nn.Linear(1, 1, bias=False).load_state_dict(averaged.state_dict())
except RuntimeError as error:
    print(error)
    #> Error(s) in loading state_dict for Linear:
    #>         Missing key(s) in state_dict: "weight".
    #>         Unexpected key(s) in state_dict: "n_averaged", "module.weight".

# For use: the average alone.
used = nn.Linear(1, 1, bias=False)
used.load_state_dict(averaged.module.state_dict())
print(f"{used.weight.item():.2f}")
#> 1.10

# To go on training: with the counter, without which an update copies.
whole = AveragedModel(model, multi_avg_fn=EMA)
whole.load_state_dict(averaged.state_dict())
without = AveragedModel(used, multi_avg_fn=EMA)
for each in (averaged, whole, without):
    each.update_parameters(model)
    print(f"{each.module.weight.item():.2f}")
    #> 1.19
    #> 1.19
    #> 2.00
