"""An expectile of 0.9 is exceeded by more than a tenth."""

import torch

from snippets.losses.expectile_loss import expectile_loss
from snippets.losses.quantile_loss import quantile_loss

torch.manual_seed(0)
shapes = {
    "normal": torch.randn(20000, dtype=torch.float64),
    "exponential": torch.empty(20000, dtype=torch.float64).exponential_(),
}
for name, target in shapes.items():
    shares = []
    for loss_function, level in (
        (quantile_loss, {"quantile": 0.9}),
        (expectile_loss, {"expectile": 0.9}),
    ):
        constant = target.mean().requires_grad_()
        optimizer = torch.optim.Adam([constant], lr=0.01)
        for _ in range(400):
            loss = loss_function(constant.expand(20000), target, **level)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        shares.append((target > constant).double().mean())
    print(f"{name}: quantile {shares[0]:.2f}, expectile {shares[1]:.2f} above")
    #> normal: quantile 0.10, expectile 0.20 above
    #> exponential: quantile 0.10, expectile 0.13 above
