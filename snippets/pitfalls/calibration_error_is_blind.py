"""Three models without any calibration error, and their other scores."""

import torch
from torch.nn import functional as F

from snippets.tools.expected_calibration_error import (
    expected_calibration_error,
)

# Two kinds of samples, 20 of each, and how many of them are of which class.
counts = torch.tensor([[16, 3, 1], [4, 14, 2]])
kind = torch.tensor([0, 1]).repeat_interleave(20)
target = torch.arange(3).repeat(2).repeat_interleave(counts.flatten())

shares = counts.double() / 20
models = {
    "knows both kinds": shares[kind],
    "says the mean to all": shares.mean(dim=0).expand(40, 3),
    "swaps the other two": shares[
        kind[:, None], torch.tensor([[0, 2, 1], [2, 1, 0]])[kind]
    ],
}
for name, p in models.items():
    ece = expected_calibration_error(p.log(), target)
    right = (p.argmax(dim=1) == target).double().mean()
    brier = (p - F.one_hot(target)).square().sum(dim=1).mean()
    print(f"{name}: ECE {ece:.2f}, right {right:.2f}, Brier {brier:.3f}")
    #> knows both kinds: ECE 0.00, right 0.75, Brier 0.398
    #> says the mean to all: ECE 0.00, right 0.50, Brier 0.564
    #> swaps the other two: ECE 0.00, right 0.75, Brier 0.418
