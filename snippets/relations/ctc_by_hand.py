"""The CTC loss in three ways: all paths, a recursion, and PyTorch's."""

from itertools import groupby, product

import torch
from torch.nn import functional as F

torch.manual_seed(0)
p = torch.randn(5, 3, dtype=torch.float64).softmax(dim=1)  # 5 steps, 3 classes
text = [1, 1]


def spelled(path):
    """Each run of one class once, and without the blanks."""
    return [letter for letter, _ in groupby(path) if letter]


# 1. All 243 paths of 5 steps; those that spell the text are added up.
paths = [path for path in product(range(3), repeat=5) if spelled(path) == text]
total = sum(p[range(5), path].prod() for path in paths)
print(f"{len(paths)} paths, loss {-total.log():.6f}")
#> 15 paths, loss 1.960035

# 2. From step to step along the places: blank, 1, blank, 1, blank.
places = [0, 1, 0, 1, 0]
alpha = F.pad(p[0, places[:2]], (0, 3))
for step in p[1:]:
    skip = [
        alpha[s - 2] if s > 1 and places[s] not in (0, places[s - 2]) else 0
        for s in range(5)
    ]
    stay_or_move = alpha + F.pad(alpha, (1, -1))
    alpha = step[places] * (stay_or_move + torch.tensor(skip))
print(f"loss {-(alpha[-1] + alpha[-2]).log():.6f}")
#> loss 1.960035

# 3. PyTorch's, which does that with logarithms.
lengths = torch.tensor([5]), torch.tensor([2])
loss = F.ctc_loss(p.log()[:, None], torch.tensor([text]), *lengths, 0, "sum")
print(f"loss {loss:.6f}")
#> loss 1.960035
