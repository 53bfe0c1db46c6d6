"""Under Adam a clipped gradient is as good as one that always was shorter."""

import torch
from torch import nn

torch.set_default_dtype(torch.float64)


def path(gradients: list[float], max_norm: float) -> torch.Tensor:
    """The steps that Adam makes of these gradients, in learning rates."""
    w = nn.Parameter(torch.zeros(1))
    optimizer = torch.optim.Adam([w], lr=1.0, eps=1e-12)
    weights = [0.0]
    for gradient in gradients:
        w.grad = torch.tensor([gradient])
        nn.utils.clip_grad_norm_([w], max_norm)
        optimizer.step()
        weights.append(w.item())
    return -torch.tensor(weights).diff()


gradients = {"all 5": [5.0] * 600}
gradients["one 500"] = [5.0] * 100 + [500.0] + [5.0] * 499
for name, each in gradients.items():
    for limit in (torch.inf, 5.0, 0.01):
        steps = path(each, limit)
        shown = ", ".join(f"{steps[at - 1]:.2f}" for at in (100, 101, 150, 600))
        print(f"{name}, limit {limit}: steps 100, 101, 150, 600: {shown}")
        #> all 5, limit inf: steps 100, 101, 150, 600: 1.00, 1.00, 1.00, 1.00
        #> all 5, limit 5.0: steps 100, 101, 150, 600: 1.00, 1.00, 1.00, 1.00
        #> all 5, limit 0.01: steps 100, 101, 150, 600: 1.00, 1.00, 1.00, 1.00
        #> one 500, limit inf: steps 100, 101, 150, 600: 1.00, 1.06, 0.13, 0.26
        #> one 500, limit 5.0: steps 100, 101, 150, 600: 1.00, 1.00, 1.00, 1.00
        #> one 500, limit 0.01: steps 100, 101, 150, 600: 1.00, 1.00, 1.00, 1.00
