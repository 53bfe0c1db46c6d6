"""A running sum of losses keeps the graph of every step, and memory grows."""

import torch
from torch.nn import functional as F


def nodes(tensor: torch.Tensor) -> int:
    """How many operations the graph of a tensor keeps in memory."""
    seen, waiting = set(), [tensor.grad_fn]
    while waiting:
        node = waiting.pop()
        if node is not None and node not in seen:
            seen.add(node)
            waiting += [parent for parent, _ in node.next_functions]
    return len(seen)


torch.manual_seed(0)
x, y = torch.randn(8, 3), torch.randn(8)
weight = torch.zeros(3, requires_grad=True)

kept = detached = torch.zeros(())
for step in range(1, 1001):
    loss = F.mse_loss(x @ weight, y)
    kept = kept + loss
    detached = detached + loss.detach()
    if step in (1, 10, 100, 1000):
        print(f"step {step:4}: kept {nodes(kept):4}, {nodes(detached)}")
        #> step    1: kept    4, 0
        #> step   10: kept   31, 0
        #> step  100: kept  301, 0
        #> step 1000: kept 3001, 0
