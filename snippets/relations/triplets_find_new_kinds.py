"""Nearest neighbours of kinds never seen, before and after triplets."""

import torch

from snippets.losses.batch_hard_triplet_loss import batch_hard_triplet_loss

# Eight samples each of 20 kinds to learn from, and of six new ones.
torch.manual_seed(0)
kinds = torch.cat([torch.randn(20), torch.linspace(-1, 1, 6)]).double()
label = torch.arange(26).repeat_interleave(8)
along = kinds[label] + 0.03 * torch.randn(208).double()
across = 2 * torch.randn(208).double()
axes = torch.tensor([[0.8, 0.6], [-0.6, 0.8]]).double()
x, new = (torch.stack([along, across], 1) @ axes).split([160, 48])
label, new_label = label.split([160, 48])

w = torch.eye(2).double().requires_grad_()
optimizer = torch.optim.Adam([w], lr=0.05)
for _ in range(100):
    loss = batch_hard_triplet_loss(x @ w, label, margin=1.0)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

learnt = new @ w.detach()
for z in (new, new / x.std(0), learnt):  # as measured, standardized, learnt
    nearest = torch.cdist(z, z).fill_diagonal_(torch.inf).argmin(1)
    print(f"{(new_label[nearest] == new_label).sum()} of 48 right")
    #> 28 of 48 right
    #> 27 of 48 right
    #> 48 of 48 right
