"""Ranking: that one item is better than another is a binary target.

The model gives each item a score. The logit of a pair is the score of the
better item less that of the worse one, and its target is 1.

Source: Bradley, Terry, Rank Analysis of Incomplete Block Designs: I. The Method
of Paired Comparisons, 1952, doi 10.2307/2334029; Burges, Shaked, Renshaw,
Lazier, Deeds, Hamilton, Hullender, Learning to Rank using Gradient Descent,
2005, doi 10.1145/1102351.1102363.
"""

import torch
from torch.nn import functional as F

# Three pairs: the order is right, undecided, wrong.
better = torch.tensor([2.0, 0.0, -1.0])
worse = torch.tensor([0.0, 0.0, 1.0])
target = torch.ones(3)

loss = F.binary_cross_entropy_with_logits(better - worse, target)
print(loss)
#> tensor(0.9823)
print(F.softplus(worse - better).mean())
#> tensor(0.9823)

# Only differences count: all scores may be shifted.
better, worse = better + 5, worse + 5
print(F.binary_cross_entropy_with_logits(better - worse, target))
#> tensor(0.9823)

# Five items, a score each, and all pairs of them: item 0 is better than 1, and
# so on. The pairs alone bring the scores into order.
torch.manual_seed(0)
scores = torch.randn(5, requires_grad=True)
first, second = torch.combinations(torch.arange(5)).T
print(scores.argsort(descending=True))
#> tensor([0, 3, 1, 4, 2])
optimizer = torch.optim.SGD([scores], lr=1.0)
for _ in range(100):
    logits = scores[first] - scores[second]
    loss = F.binary_cross_entropy_with_logits(logits, torch.ones(10))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(scores.argsort(descending=True))
#> tensor([0, 1, 2, 3, 4])
