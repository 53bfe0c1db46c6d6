"""CutMix: the share that was drawn is not the share of the picture."""

import torch

torch.manual_seed(0)
size, drawn = 32, 0.5
length = round(size * (1 - drawn) ** 0.5)

kept = []
for _ in range(2000):
    # A box of half the area, around a centre that may be near the border.
    top, left = (torch.randint(size, (2,)) - length // 2).tolist()
    mask = torch.ones(size, size)
    mask[max(top, 0) : top + length, max(left, 0) : left + length] = 0
    kept.append(mask.mean())
kept = torch.stack(kept)
print(f"drawn {drawn}, kept {kept.mean():.2f} on average")
#> drawn 0.5, kept 0.65 on average
print(f"from {kept.min():.2f} to {kept.max():.2f}")
#> from 0.48 to 0.86
