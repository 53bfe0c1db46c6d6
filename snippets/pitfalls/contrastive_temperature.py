"""The loss stops at 3.57 of 5.55, however long you train."""

import torch

from snippets.losses.info_nce_loss import info_nce_loss

# The best that a query can have among 256 keys: its own at cosine 1, and all
# others at -1. Few queries of a batch can have it at once.
best = torch.tensor([[[1.0, 0.0]] + [[-1.0, 0.0]] * 255])
query = torch.tensor([[1.0, 0.0]])
alike = torch.ones_like(best)
for temperature in (1.0, 0.5, 0.07):
    floor = info_nce_loss(query, best, temperature=temperature)
    start = info_nce_loss(query, alike, temperature=temperature)
    print(f"{temperature}: at least {floor:.2f}, all alike {start:.2f}")
    #> 1.0: at least 3.57, all alike 5.55
    #> 0.5: at least 1.74, all alike 5.55
    #> 0.07: at least 0.00, all alike 5.55
