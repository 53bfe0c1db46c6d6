"""A temperature fitted to probabilities in the place of logits."""

import torch

from snippets.tools.temperature_scaling import fit_temperature

torch.manual_seed(0)
logits = 3 * torch.randn(2000, 5, dtype=torch.float64)
p = logits.softmax(dim=1)
# Labels as often as p says: the logits need no correction.
target = torch.multinomial(p, 1)[:, 0]

for name, given in {"logits": logits, "p": p, "log p": p.log()}.items():
    t = fit_temperature(given, target)
    scaled = (given / t).softmax(dim=1)
    off = (scaled - p).abs().max()
    print(f"{name}: T = {t:.1f}, probabilities off by up to {off:.1f}")
    #> logits: T = 1.0, probabilities off by up to 0.0
    #> p: T = 0.2, probabilities off by up to 0.2
    #> log p: T = 1.0, probabilities off by up to 0.0
