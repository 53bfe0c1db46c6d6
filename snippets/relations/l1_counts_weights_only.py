"""Which parameters the L1 penalty counts: each set to 1, so it counts them."""

import torch
from torch import nn

from snippets.regularizers.l1_penalty import l1_penalty


class BatchNormAct2d(nn.BatchNorm2d):
    """A norm of your own: one that derives from PyTorch's is a norm too."""


class Tokens(nn.Module):
    """A bias that is a list, and parameters that are neither bias nor norm."""

    def __init__(self):
        super().__init__()
        self.bias = nn.ParameterList([torch.ones(3)])
        self.cls_token = nn.Parameter(torch.ones(1, 1, 4))
        self.gamma = nn.Parameter(torch.ones(4))


layers = {
    "Linear": nn.Linear(3, 4),
    "Linear, frozen": nn.Linear(3, 4).requires_grad_(False),
    "Conv2d": nn.Conv2d(1, 2, 3),
    "Embedding": nn.Embedding(5, 2),
    "LSTM": nn.LSTM(2, 2),
    "MultiheadAttention": nn.MultiheadAttention(4, 2),
    "BatchNorm2d": nn.BatchNorm2d(8),
    "BatchNormAct2d": BatchNormAct2d(8),
    "LayerNorm, 2 x 3": nn.LayerNorm((2, 3)),
    "PReLU": nn.PReLU(8),
    "Tokens": Tokens(),
}
for name, layer in layers.items():
    for parameter in layer.parameters():
        nn.init.ones_(parameter)
    size = sum(parameter.numel() for parameter in layer.parameters())
    print(f"{name:18} {l1_penalty(layer, 1.0):3.0f} of {size:3}")
    #> Linear              12 of  16
    #> Linear, frozen       0 of  16
    #> Conv2d              18 of  20
    #> Embedding           10 of  10
    #> LSTM                32 of  48
    #> MultiheadAttention  64 of  80
    #> BatchNorm2d          0 of  16
    #> BatchNormAct2d       0 of  16
    #> LayerNorm, 2 x 3     0 of  12
    #> PReLU                0 of   8
    #> Tokens               8 of  11

print(f"exempt: {l1_penalty(layers['Tokens'], 1.0, exempt=['cls_token']):.0f}")
#> exempt: 4

tied = nn.Sequential(nn.Embedding(5, 2), nn.Linear(2, 5, bias=False))
tied[1].weight = tied[0].weight
nn.init.ones_(tied[0].weight)
print(f"tied: {l1_penalty(tied, 1.0):.0f}")
#> tied: 10
