"""A constant that keeps log from 0 takes the gradient of the hardest pairs."""

import torch

from snippets.losses.info_nce_loss import info_nce_loss

query = torch.tensor([[1.0, 0.0]], requires_grad=True)
# The right key points away, and a wrong one nearly as the query does.
key = torch.tensor([[[-0.9, 0.4], [0.9, 0.2]]])
for temperature in (0.07, 0.01):
    cosine = torch.cosine_similarity(query.unsqueeze(1), key, dim=-1)
    p = (cosine / temperature).softmax(dim=1)[:, 0]
    guarded = -(p + torch.finfo(p.dtype).tiny).log()
    ours = info_nce_loss(query, key, temperature=temperature)
    for name, loss in (("guarded", guarded), ("from logits", ours)):
        (slope,) = torch.autograd.grad(loss.sum(), query)
        size = slope.norm()
        print(f"{temperature} {name}: {loss.item():.2f}, gradient {size:.1f}")
        #> 0.07 guarded: 27.00, gradient 2.7
        #> 0.07 from logits: 27.00, gradient 2.7
        #> 0.01 guarded: 87.34, gradient 0.0
        #> 0.01 from logits: 189.00, gradient 18.9
