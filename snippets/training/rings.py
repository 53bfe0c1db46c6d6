# %% [markdown]
# # A full training example
#
# See [focal loss](../custom/focal-loss.md).
#
# $$
# r = \sqrt{a^2 + b^2} \label{eq:r}
# $$

# %%
import matplotlib.pyplot as plt
from tqdm.auto import trange

for _ in trange(3, bar_format="{l_bar}{bar:20}| {n_fmt}/{total_fmt}"):
    pass
print(1)

# %% alt="A line."
plt.plot([1, 2])
plt.show()
