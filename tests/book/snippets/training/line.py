# %% [markdown]
# # A line, fitted
#
# A line through four points. The slope is the one number that is learned; it
# is read off the loss of
# [half_square_loss.py](../snippets/losses/half_square_loss.py){ download }.

# %%
import matplotlib.pyplot as plt
import torch
from tqdm import trange

from snippets.losses.half_square_loss import half_square_loss

torch.manual_seed(0)
x = torch.tensor([0.0, 1.0, 2.0, 3.0])
y = 2 * x

# %% [markdown]
# ## Descend
#
# The step goes against the gradient.

# %%
slope = torch.zeros((), requires_grad=True)
for _ in trange(20):
    (gradient,) = torch.autograd.grad(half_square_loss(slope * x, y), slope)
    slope = (slope - 0.2 * gradient).detach().requires_grad_()
print(f"slope {slope.item():.3f}")

# %% alt="The four points, and the line through them."
figure, axes = plt.subplots()
axes.plot(x, y, "o", x, (slope * x).detach())
plt.show()

# %%
print("\n  \x1b[1mdone\x1b[0m\n\n  twice\n")
round(slope.item())
