"""A long average of a short training is mostly the first weights."""

import torch
from sklearn.datasets import load_digits
from torch import nn
from torch.nn import functional as F
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from snippets.tools.ema import ema_avg_fn

x, y = map(torch.tensor, load_digits(return_X_y=True))
x = x.float() / 16


def losses(*averages):
    """Losses on new digits after 300 steps: of the model, and of averages."""
    torch.manual_seed(0)
    model = nn.Linear(64, 10)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
    averages = [AveragedModel(model, **average) for average in averages]
    for _ in range(300):
        batch = torch.randint(1000, (16,))
        optimizer.zero_grad()
        F.cross_entropy(model(x[batch]), y[batch]).backward()
        optimizer.step()
        for averaged in averages:
            averaged.update_parameters(model)
    with torch.no_grad():
        scored = [each(x[1000:]) for each in (model, *averages)]
    return [F.cross_entropy(each, y[1000:]).item() for each in scored]


DECAYS = 0.99, 0.999, 0.9999
plain = [{"multi_avg_fn": get_ema_multi_avg_fn(decay)} for decay in DECAYS]
warm = [{"avg_fn": ema_avg_fn(decay)} for decay in DECAYS]
model, *found = losses(*plain, *warm)
print(f"the model {model:.2f}")
#> the model 0.34
for decay, one, other in zip(DECAYS, found[:3], found[3:], strict=True):
    print(f"decay {decay}: {one:.2f}, and with a warm-up {other:.2f}")
    #> decay 0.99: 0.38, and with a warm-up 0.33
    #> decay 0.999: 1.41, and with a warm-up 0.33
    #> decay 0.9999: 2.15, and with a warm-up 0.33
