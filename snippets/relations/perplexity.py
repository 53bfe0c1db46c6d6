"""Perplexity: how many words the model is undecided between."""

import torch

from snippets.losses.token_cross_entropy import token_cross_entropy

# A model that is undecided between the first 5 of 100 words.
logits = torch.full((1, 7, 100), -torch.inf)
logits[..., :5] = 0.0
tokens = torch.tensor([[0, 1, 2, 3, 4, 0, 1]])
loss = token_cross_entropy(logits, tokens)
print(f"loss {loss:.4f}, perplexity {loss.exp():.1f}")
#> loss 1.6094, perplexity 5.0

# Of a whole text: the exponential of the mean, over all of its tokens.
easy, hard = torch.full((90,), 1.0), torch.full((10,), 5.0)
print(f"{torch.cat([easy, hard]).mean().exp():.1f}")
#> 4.1
# Not the mean of the parts' perplexities, nor that of their mean losses.
print(f"{(easy.mean().exp() + hard.mean().exp()) / 2:.1f}")
#> 75.6
print(f"{((easy.mean() + hard.mean()) / 2).exp():.1f}")
#> 20.1
