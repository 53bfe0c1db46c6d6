"""Run a function as several ranks of PyTorch's, in processes of this machine.

The processes meet in a file, and need no network.
"""

import gc
import sys
from collections.abc import Callable
from functools import partial
from multiprocessing import get_context
from tempfile import TemporaryDirectory

import torch
import torch.distributed as dist


def run_on_ranks(work: Callable[[int], object], ranks: int = 2) -> list:
    """Return what `work(rank)` returns on each rank.

    Args:
        work: a function of a script's top level. What it returns is sent from
            process to process, so return numbers and lists.
        ranks: how many processes are started.

    Returns:
        What each rank returned, in their order.

    Raises:
        EOFError: a rank failed. It has printed its own error.
    """
    gc.collect()  # an old group that a fork collects waits for lost threads
    # A fork has imported everything already; elsewhere it is not safe.
    context = get_context("fork" if sys.platform == "linux" else "spawn")
    with TemporaryDirectory() as folder:
        start = partial(as_rank, work, ranks=ranks, file=f"{folder}/store")
        ends = [context.Pipe(duplex=False) for _ in range(ranks)]
        processes = [
            context.Process(target=_send, args=(start, rank, writer))
            for rank, (_, writer) in enumerate(ends)
        ]
        for process in processes:
            process.start()
        for _, writer in ends:
            writer.close()  # so that a rank that fails ends the wait for it
        results = [reader.recv() for reader, _ in ends]
        for process in processes:
            process.join()
    return results


def as_rank(
    work: Callable[[int], object], rank: int, *, ranks: int, file: str
) -> object:
    """Return `work(rank)`, run by this process as one of the ranks.

    Args:
        work: a function of the rank.
        rank: from 0.
        ranks: how many there are.
        file: where they meet; there must be none yet.

    Returns:
        What `work` returned.
    """
    torch.set_num_threads(1)
    store = dist.FileStore(file, ranks)
    dist.init_process_group("gloo", store=store, rank=rank, world_size=ranks)
    try:
        return work(rank)
    finally:
        dist.destroy_process_group()


def _send(start: Callable[[int], object], rank: int, writer) -> None:
    writer.send(start(rank))


def mean_over_ranks(rank: int) -> float:
    """Return the mean of one number of each rank.

    Args:
        rank: that number.

    Returns:
        The mean, on every rank the same.
    """
    number = torch.tensor(float(rank))
    dist.all_reduce(number)
    return number.item() / dist.get_world_size()


if __name__ == "__main__":
    print(run_on_ranks(mean_over_ranks, 2))
    #> [0.5, 0.5]
