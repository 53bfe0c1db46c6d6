"""SGD at one learning rate never settles; the average of its weights does."""

import torch
from sklearn.datasets import load_digits
from torch import nn
from torch.nn import functional as F
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

torch.set_default_dtype(torch.float64)
torch.manual_seed(0)
images, digits = map(torch.tensor, load_digits(return_X_y=True))
order = torch.randperm(len(images))
x, y = images[order] / 16, digits[order]

model = nn.Linear(64, 10)
optimizer = torch.optim.SGD(model.parameters(), lr=2.0)
averaged = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(0.98))
print("step  model  average")
#> step  model  average
for step in range(1, 601):
    batch = torch.randint(500, (4,))
    optimizer.zero_grad()
    F.cross_entropy(model(x[batch]), y[batch]).backward()
    optimizer.step()
    averaged.update_parameters(model)
    if step > 400 and step % 25 == 0:
        with torch.no_grad():  # on new digits
            last = F.cross_entropy(model(x[500:]), y[500:])
            mean = F.cross_entropy(averaged(x[500:]), y[500:])
        print(f"{step:4}{last:7.2f}{mean:9.2f}")
        #>  425   0.29     0.25
        #>  450   0.35     0.26
        #>  475   0.38     0.24
        #>  500   0.38     0.26
        #>  525   0.42     0.23
        #>  550   0.23     0.22
        #>  575   0.35     0.22
        #>  600   0.31     0.22
