"""A large batch in parts is not a large batch: there are fewer negatives.

Source: Gao, Zhang, Han, Callan, Scaling Deep Contrastive Learning Batch Size
under Memory Limited Setup, 2021, arXiv 2101.06983, for the fix.
"""

import torch
from torch import nn

from snippets.losses.info_nce_loss import info_nce_loss

torch.manual_seed(0)
torch.set_default_dtype(torch.float64)
x, y = torch.randn(2, 64, 10)
towers = nn.ModuleList([nn.Linear(10, 4), nn.Linear(10, 4)])
parameters = list(towers.parameters())


def total(gradients):
    """All of them as one vector."""
    return torch.cat([each.flatten() for each in gradients])


whole = info_nce_loss(towers[0](x), towers[1](y))
true = total(torch.autograd.grad(whole, parameters))
print(f"64 at once: loss {whole:.2f}")
#> 64 at once: loss 15.14

# Accumulated over four parts: other negatives, another loss.
parts = [
    info_nce_loss(towers[0](x_part), towers[1](y_part)) / 4
    for x_part, y_part in zip(x.chunk(4), y.chunk(4), strict=True)
]
came = total(torch.autograd.grad(sum(parts), parameters))
cosine = torch.cosine_similarity(came, true, dim=0)
print(f"4 times 16: loss {sum(parts):.2f}, cosine of gradients {cosine:.2f}")
#> 4 times 16: loss 12.73, cosine of gradients 0.88

# The fix: all embeddings first, without a graph. Their gradient is that of the
# whole batch; then each part is computed again and takes its share of it.
with torch.no_grad():
    embeddings = [
        tower(data) for tower, data in zip(towers, (x, y), strict=True)
    ]
for each in embeddings:
    each.requires_grad_()
info_nce_loss(*embeddings).backward()
for tower, data, each in zip(towers, (x, y), embeddings, strict=True):
    for part, slope in zip(data.chunk(4), each.grad.chunk(4), strict=True):
        tower(part).backward(slope)
came = total([each.grad for each in parameters])
cosine = torch.cosine_similarity(came, true, dim=0)
error = (came - true).norm() / true.norm()
print(f"in two passes: cosine {cosine:.2f}, equal {error < 1e-9}")
#> in two passes: cosine 1.00, equal True
