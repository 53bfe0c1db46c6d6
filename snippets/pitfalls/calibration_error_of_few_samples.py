"""The calibration error of a model that is calibrated, by samples and bins.

Source: Nixon, Dusenberry, Jerfel, Nguyen, Liu, Zhang, Tran, Measuring
Calibration in Deep Learning, 2019, arXiv 1904.01685, which compares ways to
sort into bins.
"""

import torch

from snippets.tools.expected_calibration_error import (
    expected_calibration_error,
)

torch.manual_seed(0)
print("samples   5 bins  15 bins  50 bins")
#> samples   5 bins  15 bins  50 bins
for count in (100, 1000, 10000):
    rows = []
    for _ in range(20):
        logits = 2 * torch.randn(count, 10, dtype=torch.float64)
        # Labels as often as p says: the true error is 0.
        target = torch.multinomial(logits.softmax(dim=1), 1)[:, 0]
        rows.append(
            [
                expected_calibration_error(logits, target, bins=bins)
                for bins in (5, 15, 50)
            ]
        )
    mean = torch.tensor(rows).mean(dim=0)
    print(f"{count:7}", *(f"{each:8.3f}" for each in mean))
    #>     100    0.072    0.116    0.210
    #>    1000    0.023    0.038    0.068
    #>   10000    0.007    0.012    0.022
