"""A filter of zeros still gives its bias, and the next layer counts on it."""

import torch
from torch import nn
from torch.nn import functional as F

torch.manual_seed(0)
torch.set_default_dtype(torch.float64)
conv, linear = nn.Conv2d(1, 3, kernel_size=3), nn.Linear(3 * 4, 1)
with torch.no_grad():
    conv.weight[1], conv.bias[1] = 0.0, 0.5
images = torch.randn(5, 1, 4, 4)
answers = linear(conv(images).relu().flatten(1))

kept = conv.weight.flatten(1).any(dim=1)
shared = linear.weight.unflatten(1, (3, 4))
few = F.conv2d(images, conv.weight[kept], conv.bias[kept]).relu()
fewer = F.linear(few.flatten(1), shared[:, kept].flatten(1), linear.bias)
print(f"off by {(fewer - answers).abs().max():.3f}")
#> off by 0.130

# The fix: what such a filter always gives goes into the next bias.
constant = shared[:, ~kept].sum(dim=2) @ conv.bias[~kept].relu()
print(f"off by {(fewer + constant - answers).abs().max():.3f}")
#> off by 0.000
