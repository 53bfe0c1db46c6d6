"""weight_decay and the L2 penalty together: the weights decay twice."""

import torch
from torch import nn

from snippets.regularizers.l2_penalty import l2_penalty
from snippets.regularizers.weight_decay_groups import weight_decay_groups

cases = {"both": (0.1, 0.1), "decay": (0.1, 0.0), "penalty": (0.0, 0.1)}
for name, (weight_decay, strength) in cases.items():
    model = nn.Linear(1, 1, bias=False)
    nn.init.ones_(model.weight)
    optimizer = torch.optim.SGD(weight_decay_groups(model, weight_decay), 0.1)
    for _ in range(50):
        optimizer.zero_grad()
        l2_penalty(model, strength).backward()  # no loss: only the decay acts
        optimizer.step()
    print(f"{name:7}: 1 became {model.weight.item():.3f}")
    #> both   : 1 became 0.364
    #> decay  : 1 became 0.605
    #> penalty: 1 became 0.605
