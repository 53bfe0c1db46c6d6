"""Which probability has the least mean score, where 7 of 10 are positive."""

import torch

positives = 0.7
p = torch.linspace(0.001, 0.999, 999, dtype=torch.float64)
scores = {
    "log loss": (-p.log(), -(1 - p).log()),
    "Brier score": (2 * (1 - p) ** 2, 2 * p**2),
    "absolute error": (1 - p, p),
}
for name, (of_positive, of_negative) in scores.items():
    mean = positives * of_positive + (1 - positives) * of_negative
    print(f"{name}: least at p = {p[mean.argmin()]:.3f}")
    #> log loss: least at p = 0.700
    #> Brier score: least at p = 0.700
    #> absolute error: least at p = 0.999
