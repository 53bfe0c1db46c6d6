"""A sum over many tokens, and a large vocabulary, in half precision."""

import torch
from torch.nn import functional as F

from snippets.losses.token_cross_entropy import token_cross_entropy

torch.manual_seed(0)
logits = 3 * torch.randn(1, 65, 50_000, dtype=torch.float64)
tokens = torch.randint(50_000, (1, 65))
exact = token_cross_entropy(logits, tokens).item()
print(f"exact {exact:.4f}")
#> exact 15.5276
for dtype in (torch.bfloat16, torch.float16):
    z = logits.to(dtype)
    ours = token_cross_entropy(z, tokens).item()
    plain = F.cross_entropy(z[0, :-1], tokens[0, 1:]).item()
    print(f"{dtype}: {ours:.4f}, F.cross_entropy {plain:.4f}")
    #> torch.bfloat16: 15.5286, F.cross_entropy 15.5000
    #> torch.float16: 15.5276, F.cross_entropy 15.5312
# All of it ignored: 0, where F.cross_entropy is nan.
nothing = torch.full_like(tokens, -100)
print(token_cross_entropy(logits, nothing).item())
#> 0.0
print(F.cross_entropy(logits[0], nothing[0]).item())
#> nan
