"""The mean of means of unequal parts is not the mean of all tokens."""

import torch

from snippets.losses.token_cross_entropy import token_cross_entropy

torch.manual_seed(0)
logits = torch.randn(3, 6, 10, dtype=torch.float64)
tokens = torch.randint(10, (3, 6))
tokens[1, 2:] = -100  # a short sequence: one token to predict
micro_batches = list(zip(logits.split(1), tokens.split(1), strict=True))
print(f"at once: {token_cross_entropy(logits, tokens):.4f}")
#> at once: 2.9341
means = [token_cross_entropy(*each) for each in micro_batches]
print(f"mean of means: {sum(means) / 3:.4f}")
#> mean of means: 2.9132

# The fix: sums, over the number of tokens of the whole step. The first token
# of each sequence is predicted by nobody.
total = (tokens[:, 1:] != -100).sum()
parts = [
    token_cross_entropy(*each, reduction="sum") / total
    for each in micro_batches
]
print(f"sums over the total: {sum(parts):.4f}")
#> sums over the total: 2.9341
