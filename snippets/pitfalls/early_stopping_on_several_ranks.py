"""Training hangs on several ranks: one has stopped, and the others wait."""

import tempfile

import torch
import torch.distributed as dist
from torch.multiprocessing import get_context

from snippets.regularizers.early_stopping import EarlyStopping

# Of each rank the losses on its own half of the validation samples.
LOSSES = [
    [0.9, 0.7, 0.8, 0.8, 1.0, 0.9, 0.9, 0.9],
    [0.9, 0.8, 0.6, 0.7, 0.5, 0.6, 0.6, 0.6],
]


def train(rank: int, folder: str, together: bool) -> int:
    """Train as one of the ranks; return the last epoch."""
    ranks = len(LOSSES)
    store = dist.FileStore(f"{folder}/{together}", ranks)
    dist.init_process_group("gloo", store=store, rank=rank, world_size=ranks)
    dist.barrier()  # until all are there
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
    dist.destroy_process_group()
    return epoch


if __name__ == "__main__":
    # By this name the other processes find `train`, wherever this one runs.
    from snippets.pitfalls import early_stopping_on_several_ranks as here

    with (
        tempfile.TemporaryDirectory() as folder,
        get_context("spawn").Pool(len(LOSSES)) as pool,
    ):
        for together in (False, True):
            ranks = [(rank, folder, together) for rank in range(len(LOSSES))]
            print(f"together {together}: {pool.starmap(here.train, ranks)}")
            #> together False: [4, 7]
            #> together True: [5, 5]
