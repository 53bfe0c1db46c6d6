"""How much each update weighs in an average that warms up."""

import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel

from snippets.tools.ema import ema_avg_fn


def weights(updates: int, decay: float) -> torch.Tensor:
    """Average vectors that are 1 at the number of their update, 0 elsewhere."""
    model = nn.Linear(updates, 1, bias=False, dtype=torch.float64)
    averaged = AveragedModel(model, avg_fn=ema_avg_fn(decay))
    for update in range(updates):
        nn.init.zeros_(model.weight)
        model.weight.data[0, update] = 1
        averaged.update_parameters(model)
    return averaged.module.weight.detach()[0]


if __name__ == "__main__":
    print("updates  first half  last tenth  half-life")
    #> updates  first half  last tenth  half-life
    for updates in (100, 1000):
        weight = weights(updates, decay=0.9999)
        first = weight[: updates // 2].sum()
        last = weight[-updates // 10 :].sum()
        recent = int((weight.flip(0).cumsum(0) < 0.5).sum())
        print(f"{updates:7}{first:12.3f}{last:12.2f}{recent:11}")
        #>     100       0.003        0.59          7
        #>    1000       0.002        0.61         74
