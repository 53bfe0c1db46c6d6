"""How many elements a coin decides about, and what becomes of the variance.

Source: Klambauer, Unterthiner, Mayr, Hochreiter, Self-Normalizing Neural
Networks, 2017, arXiv 1706.02515, for alpha dropout.
"""

import torch
from torch import nn
from torch.nn import functional as F

from snippets.tools.drop_block import DropBlock
from snippets.tools.stochastic_depth import StochasticDepth

torch.manual_seed(0)
p = 0.5
# Units of SELU have the mean 0 and the variance 1.
maps = F.selu(torch.randn(4000, 16, 4, 4))
print("                     zeros  mean  variance")
#>                      zeros  mean  variance
for dropout in (
    nn.Dropout(p),
    nn.Dropout2d(p),
    DropBlock(p, block_size=3),
    StochasticDepth(p),
    nn.AlphaDropout(p),
    nn.FeatureAlphaDropout(p),
):
    y, name = dropout(maps), type(dropout).__name__
    zeros = (y == 0).float().mean()
    mean = round(y.mean().item(), 1) + 0.0
    print(f"{name:20}{zeros:6.1f}{mean:6.1f}{y.var():10.1f}")
    #> Dropout                0.5   0.0       2.0
    #> Dropout2d              0.5   0.0       2.0
    #> DropBlock              0.5   0.0       2.0
    #> StochasticDepth        0.5   0.0       2.0
    #> AlphaDropout           0.0   0.0       1.0
    #> FeatureAlphaDropout    0.0   0.0       1.0
