"""One step of training on the mean loss of its samples, however shared out.

    g = 1/N sum_i dl_i/dw

The N samples may come in micro-batches of any sizes, on any number of ranks:
gradients of micro-batches add up, and those of ranks are averaged. So each
micro-batch has its sum of losses over N, times the number of ranks.
"""

from collections.abc import Callable, Sequence
from contextlib import nullcontext

import torch
import torch.distributed as dist
from torch import Tensor, nn


def train_step(
    model: nn.Module,
    criterion: Callable[[Tensor, Tensor], Tensor],
    batches: Sequence[tuple[Tensor, Tensor]],
    optimizer: torch.optim.Optimizer,
    *,
    count: Callable[[Tensor], Tensor | int] = len,
    dtype: torch.dtype | None = None,
    scaler: torch.amp.GradScaler | None = None,
    max_norm: float | None = None,
) -> Tensor:
    """Take one step, and return the mean loss without waiting for it.

    Args:
        model: in several processes one in `DistributedDataParallel`, or one
            that `fully_shard` has sharded.
        criterion: the sum of the losses of output and target, not their mean.
        batches: this process's micro-batches, inputs and targets, at least
            one. `DistributedDataParallel` lets each process have another
            number of them.
        optimizer: of the model's parameters.
        count: how many losses a target adds to the sum.
        dtype: what `torch.autocast` casts to; `None` for no autocast.
        scaler: for `torch.float16`, made once before training.
        max_norm: what gradients are clipped to; `None` for no clipping.

    Returns:
        The mean loss of all samples on all ranks, a tensor on their device.

    Raises:
        ValueError: there is no micro-batch, or the criterion takes no sum.
    """
    if len(batches) == 0:
        raise ValueError("batches must have at least one, got none")
    if (reduction := getattr(criterion, "reduction", "sum")) != "sum":
        raise ValueError(f"criterion must have 'sum', got {reduction!r}")
    device = next(model.parameters()).device
    ranks = dist.get_world_size() if dist.is_initialized() else 1
    scaler = scaler or torch.amp.GradScaler(device.type, enabled=False)
    # On the device from the start: nothing here waits for a number.
    total = torch.zeros((), device=device)
    for _, target in batches:
        total += count(target)
    if ranks > 1:
        dist.all_reduce(total)
    total = torch.where(total > 0, total, 1)
    optimizer.zero_grad()
    mean = torch.zeros((), device=device)
    for number, (input, target) in enumerate(batches, 1):
        # Ranks exchange gradients once, after the last micro-batch.
        alone = number < len(batches) and hasattr(model, "no_sync")
        with model.no_sync() if alone else nullcontext():
            with torch.autocast(device.type, dtype, enabled=dtype is not None):
                loss = criterion(model(input), target) / total
            scaler.scale(loss * ranks).backward()
        mean += loss.detach()
    scaler.unscale_(optimizer)
    if max_norm is not None:
        nn.utils.clip_grad_norm_(model.parameters(), max_norm)
    scaler.step(optimizer)
    scaler.update()
    if ranks > 1:
        dist.all_reduce(mean)
    return mean


if __name__ == "__main__":
    torch.manual_seed(0)
    model = nn.Linear(3, 2)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    criterion = nn.CrossEntropyLoss(reduction="sum")
    input, target = torch.randn(5, 3), torch.tensor([0, 1, 1, 0, 1])
    batches = list(zip(input.split(2), target.split(2), strict=True))
    loss = train_step(model, criterion, batches, optimizer, max_norm=1.0)
    print(loss)
    #> tensor(1.0165)
