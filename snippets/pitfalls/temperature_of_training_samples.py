"""A temperature fitted on the samples that the model was trained on."""

import torch
from torch.nn import functional as F

from snippets.tools.temperature_scaling import fit_temperature

torch.manual_seed(0)


def samples(count: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Of four classes, with 40 inputs of which four matter."""
    y = torch.arange(count) % 4
    noise = torch.randn(count, 40, dtype=torch.float64)
    return F.one_hot(y, 40) + noise, y


(x, y), (held_out, held_out_y) = samples(300), samples(300)
new, new_y = samples(3000)
w = torch.zeros(40, 4, dtype=torch.float64, requires_grad=True)
optimizer = torch.optim.Adam([w], lr=0.1)
for _ in range(300):
    optimizer.zero_grad()
    F.cross_entropy(x @ w, y).backward()
    optimizer.step()
w.requires_grad_(False)

for name, t in {
    "not fitted": 1.0,
    "training samples": fit_temperature(x @ w, y),
    "held-out samples": fit_temperature(held_out @ w, held_out_y),
}.items():
    loss = F.cross_entropy(new @ w / t, new_y)
    print(f"{name:18}T = {t:.2f}, loss of new samples {loss:.2f}")
    #> not fitted        T = 1.00, loss of new samples 1.48
    #> training samples  T = 1.00, loss of new samples 1.48
    #> held-out samples  T = 2.42, loss of new samples 1.21
