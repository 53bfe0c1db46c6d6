"""Weights that go up and back by the same way are others than before."""

import torch

torch.manual_seed(0)
for dtype in (torch.float32, torch.bfloat16):
    weight = torch.randn(10_000).to(dtype)
    way = (0.05 * torch.randn(10_000)).to(dtype)
    back = weight + way - way
    print(f"{dtype}: {(back != weight).double().mean():.0%} are others")
    #> torch.float32: 7% are others
    #> torch.bfloat16: 7% are others
