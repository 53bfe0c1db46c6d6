"""Without weight decay a classifier grows ever surer of its errors, too."""

import torch
from torch.nn import functional as F

torch.manual_seed(0)
torch.set_default_dtype(torch.float64)
x = torch.randn(1060, 20)
y = (x[:, :3].sum(dim=1) + torch.randn(1060) > 0).double()

print("decay  step  size  seen   new  wrong")
#> decay  step  size  seen   new  wrong
for weight_decay in (0.0, 0.01, 1.0):
    w = torch.zeros(20, requires_grad=True)
    optimizer = torch.optim.AdamW([w], lr=0.05, weight_decay=weight_decay)
    for step in range(1, 501):
        loss = F.binary_cross_entropy_with_logits(x[:60] @ w, y[:60])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step in (50, 500):
            z = (x @ w).detach()
            loss = F.binary_cross_entropy_with_logits(z, y, reduction="none")
            seen, new = loss[:60].mean(), loss[60:].mean()
            wrong = ((z > 0) != (y == 1))[60:].double().mean()
            print(
                f"{weight_decay:5}{step:6}{w.norm():6.1f}"
                f"{seen:6.2f}{new:6.2f}{wrong:7.2f}"
            )
            #>   0.0    50   4.1  0.09  0.81   0.29
            #>   0.0   500  11.5  0.01  1.87   0.27
            #>  0.01    50   4.1  0.09  0.80   0.29
            #>  0.01   500  10.5  0.01  1.71   0.27
            #>   1.0    50   1.9  0.22  0.59   0.30
            #>   1.0   500   2.3  0.18  0.62   0.30
