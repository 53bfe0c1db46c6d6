"""In a smooth map the neighbours of a dropped element tell what it was.

Source: Tompson, Goroshin, Jain, LeCun, Bregler, Efficient Object Localization
Using Convolutional Networks, 2014, arXiv 1411.4280, which drops whole maps for
this reason.
"""

import torch
from torch import nn
from torch.nn import functional as F

torch.manual_seed(0)
# 200 maps of 32 x 32 elements, each the mean of 7 x 7 random numbers.
maps = F.avg_pool2d(torch.randn(1, 200, 38, 38), kernel_size=7, stride=1)
neighbours = torch.stack([maps[..., :-1].flatten(), maps[..., 1:].flatten()])
print(f"correlation of neighbours: {neighbours.corrcoef()[0, 1]:.2f}")
#> correlation of neighbours: 0.86

# The next layer looks at several neighbours at once: here, at their mean.
whole = F.avg_pool2d(maps, kernel_size=4)
for dropout in (nn.Dropout(p=0.5), nn.Dropout2d(p=0.5)):
    seen = F.avg_pool2d(dropout(maps), kernel_size=4)
    noise = (seen - whole).std() / whole.std()
    name = type(dropout).__name__
    print(f"{name}: noise is {noise:.1f} of what the next layer sees")
    #> Dropout: noise is 0.3 of what the next layer sees
    #> Dropout2d: noise is 1.0 of what the next layer sees
