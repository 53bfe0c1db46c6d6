"""Without weight decay a classifier grows ever surer of its errors, too."""

import torch
from torch.nn import functional as F

torch.manual_seed(0)
torch.set_default_dtype(torch.float64)
x = torch.randn(1060, 20)
y = (x[:, :3].sum(dim=1) + torch.randn(1060) > 0).double()

for weight_decay in (0.0, 0.01, 1.0):
    w = torch.zeros(20, requires_grad=True)
    optimizer = torch.optim.AdamW([w], lr=0.05, weight_decay=weight_decay)
    for _ in range(500):
        optimizer.zero_grad()
        F.binary_cross_entropy_with_logits(x[:60] @ w, y[:60]).backward()
        optimizer.step()
    z = (x @ w).detach()
    loss = F.binary_cross_entropy_with_logits(z, y, reduction="none")
    seen, new = loss[:60].mean(), loss[60:].mean()
    wrong = ((z > 0) != (y == 1))[60:].double().mean()
    print(
        f"decay {weight_decay}: size {w.norm():.1f}, "
        f"seen {seen:.2f}, new {new:.2f}, wrong {wrong:.2f}"
    )
    #> decay 0.0: size 11.5, seen 0.01, new 1.87, wrong 0.27
    #> decay 0.01: size 10.5, seen 0.01, new 1.71, wrong 0.27
    #> decay 1.0: size 2.3, seen 0.18, new 0.62, wrong 0.30
