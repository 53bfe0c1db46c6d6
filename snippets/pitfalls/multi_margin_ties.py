"""nn.MultiMarginLoss scores classes alike that are not equally frequent.

Source: Tewari, Bartlett, On the Consistency of Multiclass Classification
Methods, 2007, https://jmlr.org/papers/v8/tewari07a.html.
"""

from functools import partial

import torch
from torch.nn import functional as F

# 100 samples that look alike to the model: 42, 38 and 20 of three classes.
target = torch.tensor([0] * 42 + [1] * 38 + [2] * 20)
losses = {
    "margin, p=1": F.multi_margin_loss,
    "margin, p=2": partial(F.multi_margin_loss, p=2),
    "cross-entropy": F.cross_entropy,
}
for name, loss in losses.items():
    # Every pair of scores in steps of 0.1; the third class has the score 0.
    steps = torch.arange(21, dtype=torch.float64) / 10
    pairs = torch.cartesian_prod(steps, steps)
    tried = F.pad(pairs, (0, 1))
    means = torch.stack([loss(z.expand(100, 3), target) for z in tried])
    print(name, tried[means.argmin()].tolist())
    #> margin, p=1 [1.0, 1.0, 0.0]
    #> margin, p=2 [0.4, 0.3, 0.0]
    #> cross-entropy [0.7, 0.6, 0.0]
