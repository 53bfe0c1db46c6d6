"""Padding that counts makes the perplexity look better than it is."""

import torch
from torch.nn import functional as F

from snippets.losses.token_cross_entropy import token_cross_entropy

torch.manual_seed(0)
logits = torch.randn(4, 12, 50)
logits[..., 0] += 6  # the model has learned to expect padding
tokens = torch.randint(1, 50, (4, 12))
tokens[:, 6:] = 0  # the rest is padding
counted = F.cross_entropy(logits[:, :-1].flatten(0, 1), tokens[:, 1:].flatten())
print(f"with padding: perplexity {counted.exp():.0f}")
#> with padding: perplexity 16
# The fix: the target of padding is ignored.
loss = token_cross_entropy(logits, tokens, ignore_index=0)
print(f"of words alone: perplexity {loss.exp():.0f}")
#> of words alone: perplexity 349
