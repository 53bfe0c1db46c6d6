"""Dropout1d, 2d and 3d take one dimension too few for a single sample."""

import warnings

import torch
from torch import nn

torch.manual_seed(0)
vectors = torch.ones(1000, 8)  # (N, C), read as one sample of (C, L)
lost = (nn.Dropout1d(p=0.2)(vectors) == 0).all(dim=1)
print(f"Dropout1d: {lost.float().mean():.1f} of the vectors are 0")
#> Dropout1d: 0.2 of the vectors are 0
pictures = torch.ones(1000, 3, 4, 4)  # (N, C, H, W), read as (C, D, H, W)
lost = (nn.Dropout3d(p=0.2)(pictures) == 0).flatten(1).all(dim=1)
print(f"Dropout3d: {lost.float().mean():.1f} of the pictures are 0")
#> Dropout3d: 0.2 of the pictures are 0

# Dropout2d reads one picture, (C, H, W), as (N, C, L): it drops rows of it.
# Shown is the first column of both channels.
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    picture = nn.Dropout2d(p=0.5)(torch.ones(2, 3, 3))
print(str(caught[0].message).split(" and ")[0])
#> dropout2d: Received a 3D input to dropout2d
print(picture[..., 0].tolist())
#> [[0.0, 2.0, 2.0], [2.0, 2.0, 2.0]]

# The fix: the one for the dimensions there are, with that of samples.
lost = (nn.Dropout(p=0.2)(vectors) == 0).all(dim=1)
print(f"Dropout: {lost.float().mean():.1f} of the vectors are 0")
#> Dropout: 0.0 of the vectors are 0
lost = (nn.Dropout2d(p=0.2)(pictures) == 0).flatten(1).all(dim=1)
print(f"Dropout2d: {lost.float().mean():.1f} of the pictures are 0")
#> Dropout2d: 0.0 of the pictures are 0
picture = nn.Dropout2d(p=0.5)(torch.ones(1, 2, 3, 3))[0]
print(picture[..., 0].tolist())
#> [[2.0, 2.0, 2.0], [0.0, 0.0, 0.0]]
