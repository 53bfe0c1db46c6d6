"""Which parameters the L1 penalty counts: each set to 1, so it counts them."""

import torch
from torch import nn

from snippets.regularizers.l1_penalty import l1_penalty

layers = {
    "Linear": nn.Linear(3, 4),
    "Linear, frozen": nn.Linear(3, 4).requires_grad_(False),
    "Conv2d": nn.Conv2d(1, 2, 3),
    "Embedding": nn.Embedding(5, 2),
    "LSTM": nn.LSTM(2, 2),
    "MultiheadAttention": nn.MultiheadAttention(4, 2),
    "BatchNorm2d": nn.BatchNorm2d(8),
    "LayerNorm, 2 x 3": nn.LayerNorm((2, 3)),
    "PReLU": nn.PReLU(8),
}
for name, layer in layers.items():
    size = sum(nn.init.ones_(each).numel() for each in layer.parameters())
    print(f"{name:18} {l1_penalty(layer, 1.0):3.0f} of {size:3}")
    #> Linear              12 of  16
    #> Linear, frozen       0 of  16
    #> Conv2d              18 of  20
    #> Embedding           10 of  10
    #> LSTM                32 of  48
    #> MultiheadAttention  64 of  80
    #> BatchNorm2d          0 of  16
    #> LayerNorm, 2 x 3     0 of  12
    #> PReLU                0 of   8


class BatchNormAct2d(nn.BatchNorm2d):
    """A class that derives from a norm is one."""


class NormalizedLinear(nn.Linear):
    """Its name goes on after Norm: it is none."""


class Block(nn.Module):
    """Parameters of its own: two biases, and three weights."""

    def __init__(self):
        super().__init__()
        self.bias = nn.ParameterList([torch.ones(3)])
        self.relative_attention_bias = nn.Embedding(3, 4)
        self.unbiased = nn.Parameter(torch.ones(4))
        self.cls_token = nn.Parameter(torch.ones(1, 1, 4))
        self.gamma = nn.Parameter(torch.ones(4))


own = {
    "BatchNormAct2d": BatchNormAct2d(8),
    "NormalizedLinear": NormalizedLinear(3, 4),
    "Block": Block(),
}
for name, layer in own.items():
    size = sum(nn.init.ones_(each).numel() for each in layer.parameters())
    print(f"{name:18} {l1_penalty(layer, 1.0):3.0f} of {size:3}")
    #> BatchNormAct2d       0 of  16
    #> NormalizedLinear    12 of  16
    #> Block               12 of  27

exempt = ["cls_token", "gamma"]
print(f"exempt: {l1_penalty(own['Block'], 1.0, exempt=exempt):.0f}")
#> exempt: 4

tied = nn.Sequential(nn.Embedding(5, 2), nn.Linear(2, 5, bias=False))
tied[1].weight = tied[0].weight
nn.init.ones_(tied[0].weight)
print(f"tied: {l1_penalty(tied, 1.0):.0f}")
#> tied: 10
