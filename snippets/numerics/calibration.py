"""The fitted temperature in four precisions and at extreme scales."""

import torch

from snippets.tools.temperature_scaling import fit_temperature

logits = torch.tensor(
    [[4.0, 0.0, 0.0], [0.0, 3.0, 0.0], [5.0, 0.0, 1.0], [0.0, 0.0, 2.0]]
)
target = torch.tensor([0, 1, 2, 2])
for dtype in (torch.float64, torch.float32, torch.bfloat16, torch.float16):
    t = fit_temperature(logits.to(dtype), target)
    print(f"{str(dtype)[6:]:9}T = {t:.11f}")
    #> float64  T = 2.30368606952
    #> float32  T = 2.30368606952
    #> bfloat16 T = 2.30368606952
    #> float16  T = 2.30368606952

for scale in (1e-6, 1e6):
    t = fit_temperature(scale * logits.double(), target)
    print(f"logits times {scale:.0e}: T / scale = {t / scale:.11f}")
    #> logits times 1e-06: T / scale = 2.30368606952
    #> logits times 1e+06: T / scale = 2.30368606952
