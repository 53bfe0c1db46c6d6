"""Networks that learn digits from 200 images, before and after the fit.

On test samples: what they are sure of, what they get right, and three scores.
"""

import torch
from sklearn.datasets import load_digits
from torch.nn import functional as F

from snippets.tools.expected_calibration_error import (
    expected_calibration_error,
)
from snippets.tools.temperature_scaling import fit_temperature

torch.manual_seed(0)
images, digits = map(torch.tensor, load_digits(return_X_y=True))
# 4 splits of 1797 images, and a network with 64 hidden units for each.
order = torch.stack([torch.randperm(1797) for _ in range(4)])
x, y = images[order] / 16, digits[order]
first, last = torch.randn(4, 64, 64), torch.randn(4, 64, 10)
weights = [w.double().div(8).requires_grad_() for w in (first, last)]
optimizer = torch.optim.Adam(weights, lr=0.03)


def logits_of(samples: slice) -> torch.Tensor:
    """What each network says about its own samples, (4, N, 10)."""
    return (x[:, samples] @ weights[0]).relu() @ weights[1]


train, valid, test = slice(200), slice(200, 500), slice(500, None)
for _ in range(100):
    optimizer.zero_grad()
    z = logits_of(train).flatten(0, 1)
    (4 * F.cross_entropy(z, y[:, train].flatten())).backward()
    optimizer.step()
with torch.no_grad():
    held_out, new = logits_of(valid), logits_of(test)
temperatures = [
    fit_temperature(held_out[split], y[split, valid]) for split in range(4)
]


def scores(logits: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """Confidence, accuracy, calibration error, Brier score and log loss."""
    p = logits.softmax(dim=1)
    sure, guess = p.max(dim=1)
    brier = (p - F.one_hot(target, 10)).square().sum(dim=1).mean()
    return torch.stack(
        [
            sure.mean(),
            (guess == target).double().mean(),
            torch.tensor(expected_calibration_error(logits, target)),
            brier,
            F.cross_entropy(logits, target),
        ]
    )


print("T", *(f"{t:.2f}" for t in temperatures))
#> T 1.76 2.37 2.21 1.94
print("                   sure  right    ECE  Brier  log loss")
#>                    sure  right    ECE  Brier  log loss
for name, ts in (("before", [1.0] * 4), ("after", temperatures)):
    each = [scores(new[i] / ts[i], y[i, test]) for i in range(4)]
    sure, right, ece, brier, loss = torch.stack(each).mean(dim=0)
    print(f"{name:17}{sure:6.2f}{right:7.2f}{ece:7.3f}{brier:7.3f}{loss:10.2f}")
    #> before             0.97   0.93  0.047  0.121      0.35
    #> after              0.93   0.93  0.014  0.112      0.24
