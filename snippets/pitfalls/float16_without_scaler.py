"""The surer a model, the smaller its gradients; in float16 they become 0."""

import torch
from torch.nn import functional as F

input, target = torch.eye(2).repeat(128, 1), torch.arange(2).repeat(128)


def gradient(margin: float, dtype: torch.dtype, scale: float) -> torch.Tensor:
    """Of a model whose right logit leads by a margin."""
    weight = (margin * torch.eye(2)).requires_grad_()
    with torch.autocast("cpu", dtype, enabled=dtype != torch.float32):
        loss = F.cross_entropy(F.linear(input, weight), target)
    (loss * scale).backward()
    return weight.grad / scale


print("margin  without a scaler  with one")
#> margin  without a scaler  with one
for margin in (4, 8, 10, 12):
    true = gradient(margin, torch.float32, 1)
    plain, scaled = (
        gradient(margin, torch.float16, scale).norm() / true.norm()
        for scale in (1, 65536)
    )
    print(f"{margin:6} {plain:17.2f} {scaled:9.2f}")
    #>      4              1.00      1.00
    #>      8              1.00      1.00
    #>     10              1.01      1.00
    #>     12              0.00      1.00
