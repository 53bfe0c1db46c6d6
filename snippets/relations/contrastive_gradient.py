"""The gradient of a logit is p less 1 or 0; a low temperature aims it."""

import torch

from snippets.losses.info_nce_loss import info_nce_loss

torch.set_default_dtype(torch.float64)
# One query, its own key at cosine 0.8, and wrong ones at 0.7 down to -0.7.
cosine = torch.cat([torch.tensor([0.8]), torch.linspace(0.7, -0.7, 15)])
key = torch.stack([cosine, (1 - cosine**2).sqrt()], dim=1).unsqueeze(0)
query = torch.tensor([[1.0, 0.0]])
# The loss, the slope of its own logit, and of all the push the share that the
# hardest of the 15 wrong keys gets.
for temperature in (1.0, 0.2, 0.05):
    p = (cosine / temperature).softmax(dim=0)
    logits = (cosine / temperature).requires_grad_()
    (slope,) = torch.autograd.grad(logits.logsumexp(0) - logits[0], logits)
    loss = info_nce_loss(query, key, temperature=temperature)
    hardest = p[1] / (1 - p[0])
    print(f"{temperature}: {loss:.2f}, {slope[0]:.2f}, hardest {hardest:.2f}")
    #> 1.0: 2.13, -0.88, hardest 0.12
    #> 0.2: 0.93, -0.61, hardest 0.39
    #> 0.05: 0.15, -0.14, hardest 0.86
