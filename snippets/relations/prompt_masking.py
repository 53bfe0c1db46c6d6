"""Learn the answer and not the prompt: targets of the prompt are ignored."""

import torch

from snippets.losses.token_cross_entropy import token_cross_entropy

torch.manual_seed(0)
logits = torch.randn(1, 6, 10, requires_grad=True)
tokens = torch.tensor([[7, 2, 5, 1, 8, 3]])
prompt = 4  # tokens; the other two are the answer
target = tokens.clone()
target[:, :prompt] = -100
loss = token_cross_entropy(logits, target)
loss.backward()
# Position 3 is the last of the prompt, and predicts the first of the answer.
print(logits.grad.abs().sum(dim=2) > 0)
#> tensor([[False, False, False,  True,  True, False]])
