"""One infinite gradient: clipping makes the others 0 and itself nan."""

import torch
from torch import nn

weight, bias = nn.Parameter(torch.ones(2)), nn.Parameter(torch.ones(1))
optimizer = torch.optim.SGD([weight, bias], lr=0.1)


def backward(slope: float) -> None:
    """Make the gradients (1, 2), of the weight, and one of the bias."""
    weight.grad = torch.tensor([1.0, 2.0])
    bias.grad = torch.tensor([slope])


for slope in (torch.inf, torch.nan):
    backward(slope)
    norm = nn.utils.clip_grad_norm_([weight, bias], max_norm=1.0)
    print(f"norm {norm}: {weight.grad.tolist()}, {bias.grad.tolist()}")
    #> norm inf: [0.0, 0.0], [nan]
    #> norm nan: [nan, nan], [nan]

# Stop there, and say so,
backward(torch.inf)
try:
    nn.utils.clip_grad_norm_([weight, bias], 1.0, error_if_nonfinite=True)
except RuntimeError as error:
    print(str(error)[:79])
    #> The total norm of order 2.0 for gradients from `parameters` is
    #> non-finite, so i

# or leave out the step, and count how often.
skipped = 0
for slope in (0.5, torch.inf, 0.5):
    backward(slope)
    norm = nn.utils.clip_grad_norm_([weight, bias], max_norm=1.0)
    if norm.isfinite():
        optimizer.step()
    else:
        skipped += 1
print(f"skipped {skipped}, weights {weight.tolist()}, {bias.tolist()}")
#> skipped 1, weights [0.9127129316329956, 0.8254257440567017],
#> [0.956356406211853]
