"""Training hangs on several ranks: one has stopped, and the others wait."""

from functools import partial

import torch
import torch.distributed as dist

from snippets.regularizers.early_stopping import EarlyStopping
from snippets.tools.run_on_ranks import run_on_ranks

# Of each rank the losses on its own half of the validation samples.
LOSSES = [
    [0.9, 0.7, 0.8, 0.8, 1.0, 0.9, 0.9, 0.9],
    [0.9, 0.8, 0.6, 0.7, 0.5, 0.6, 0.6, 0.6],
]


def train(rank: int, together: bool) -> int:
    """Train as one of the ranks; return the last epoch."""
    ranks = len(LOSSES)
    stopping, epoch, stop = EarlyStopping(patience=2), 0, False
    while not stop:
        # Here gradients would be averaged, which takes all ranks: those that go
        # on wait for the one that has stopped.
        loss = torch.tensor(LOSSES[rank][epoch])
        epoch += 1
        if together:
            # The fix: one decides, by the loss on all samples, and tells all.
            dist.reduce(loss, dst=0)
            stop = torch.tensor(rank == 0 and stopping.step(loss / ranks))
            dist.broadcast(stop, src=0)
        else:
            stop = stopping.step(loss)
    return epoch


if __name__ == "__main__":
    for together in (False, True):
        last = run_on_ranks(partial(train, together=together))
        print(f"together {together}: {last}")
        #> together False: [4, 7]
        #> together True: [5, 5]
