"""Weight decay in bfloat16: a decay below the spacing does nothing."""

import torch

print(f"{'lr * decay':>10} {'float32':>8} {'bfloat16':>9} {'float16':>8}")
#> lr * decay  float32  bfloat16  float16
for weight_decay in (1e-1, 1e-2, 1e-3):
    row = []
    for dtype in (torch.float32, torch.bfloat16, torch.float16):
        weight = torch.nn.Parameter(torch.ones((), dtype=dtype))
        optimizer = torch.optim.SGD([weight], lr=0.1, weight_decay=weight_decay)
        for _ in range(1000):
            weight.grad = torch.zeros_like(weight)
            optimizer.step()
        row.append(f"{weight.item():9.4f}")
    print(f"{0.1 * weight_decay:10.0e}", *row)
    #>      1e-02    0.0000    0.0001    0.0000
    #>      1e-03    0.3677    1.0000    0.3774
    #>      1e-04    0.9048    1.0000    1.0000
