"""The default weight_decay of AdamW takes 100,000 steps to do something."""

import torch

print("weight_decay  steps to 1 / e  1 after 1000 steps")
#> weight_decay  steps to 1 / e  1 after 1000 steps
for weight_decay in (0.01, 0.1, 1.0, 10.0):
    weight = torch.nn.Parameter(torch.ones(()))
    optimizer = torch.optim.AdamW([weight], lr=1e-3, weight_decay=weight_decay)
    for _ in range(1000):
        weight.grad = torch.zeros(())  # no loss: only the decay acts
        optimizer.step()
    steps = 1 / (1e-3 * weight_decay)
    print(f"{weight_decay:12}{steps:16.0f}{weight.item():20.4f}")
    #>         0.01          100000              0.9900
    #>          0.1           10000              0.9048
    #>          1.0            1000              0.3677
    #>         10.0             100              0.0000
