"""Gradient descent steps over the corner: the group never becomes 0."""

import torch

from snippets.regularizers.proximal_group_lasso import proximal_group_lasso_

torch.set_default_dtype(torch.float64)
lr, strength = 0.1, 0.5
penalties = {
    "the norm": lambda w: 2**0.5 * torch.linalg.vector_norm(w),
    "without the root": lambda w: w.square().sum(),
}
for name, penalty in penalties.items():
    w = torch.tensor([0.3, 0.4], requires_grad=True)
    norms = []
    for _ in range(60):
        (slope,) = torch.autograd.grad(strength * penalty(w), w)
        w = (w - lr * slope).detach().requires_grad_()
        norms.append(f"{w.norm().item():.3f}")
    print(f"{name}: {norms[5]}, {norms[29]}, {norms[58]}, {norms[59]}")
    #> the norm: 0.076, 0.066, 0.005, 0.066
    #> without the root: 0.266, 0.021, 0.001, 0.001

w = torch.tensor([[0.3, 0.4]])
for step in range(1, 61):
    proximal_group_lasso_(w, lr * strength)
    if not w.any():
        print("proximal steps: exactly 0 after", step)
        #> proximal steps: exactly 0 after 8
        break
