"""Each regularizer on a model that two processes share, and on one alone.

    python -m tests.snippets.regularizers.sharded

prints nothing if they agree.
"""

import multiprocessing
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

import torch
import torch.distributed as dist
from torch import nn
from torch.distributed.fsdp import FullyShardedDataParallel, fully_shard
from torch.distributed.tensor import DTensor
from torch.nn import functional as F

from tests.snippets.checks import same
from tests.snippets.test_bad_input import refused
from tests.snippets.test_regularizer_properties import numbers, running
from tests.snippets.under_test import REGULARIZERS

PROCESSES = 2


def make() -> nn.Module:
    """Uneven shards, a bias, a norm, and a weight that two layers share."""
    torch.manual_seed(0)
    model = nn.Sequential(
        *(nn.Linear(3, 5), nn.LayerNorm(5), nn.Tanh(), nn.Linear(5, 5)),
        *(nn.Tanh(), nn.Linear(5, 5)),
    )
    model[5].weight = model[3].weight
    return model


def whole(tensor: torch.Tensor) -> torch.Tensor:
    return tensor.full_tensor() if isinstance(tensor, DTensor) else tensor


def trained(model, penalty, options, inputs, target, first: bool) -> float:
    """One step on loss plus penalty; the penalty's value."""
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    value = penalty(model, **options) if first else None
    loss = F.mse_loss(model(inputs), target)
    value = penalty(model, **options) if value is None else value
    (loss + value).backward()
    optimizer.step()
    return value.detach()


def compare(regularizer, rank: int) -> None:
    options = numbers(regularizer)
    function, kind = regularizer.function, regularizer.case.kind
    torch.manual_seed(1)
    inputs, target = torch.randn(8, 3), torch.randn(8, 5)
    mine = slice(4 * rank, 4 * rank + 4)
    for first in (True, False):
        alone, shared = make(), make()
        for layer in (shared[0], shared):
            fully_shard(layer)
        assert isinstance(shared[0].weight, DTensor)
        if kind == "penalty":
            expected = trained(alone, function, options, inputs, target, first)
            came = trained(
                shared, function, options, inputs[mine], target[mine], first
            )
            same(came, expected, f"{regularizer}: value, {first=}")
        elif kind == "step" and regularizer.in_place:
            function(alone.parameters(), **options)
            function(shared.parameters(), **options)
        for (name, expected), parameter in zip(
            alone.named_parameters(), shared.parameters(), strict=True
        ):
            where = f"{regularizer}: {name}, {first=}"
            same(whole(parameter).detach(), expected.detach(), where)
            if expected.grad is not None:
                same(whole(parameter.grad), expected.grad, f"{where}: gradient")


def refuse_what_has_no_whole_sum(regularizer) -> None:
    """FSDP1 cuts parameters up: a penalty of a rank would be one of its own."""
    options, kind = numbers(regularizer), regularizer.case.kind
    for original in (False, True):
        model = FullyShardedDataParallel(
            # A class that is named like a norm, and is none.
            type("BlockOfLayerNorm", (nn.Sequential,), {})(*make()[:3]),
            use_orig_params=original,
            device_id=torch.device("cpu"),
        )

        def call(model=model):
            return regularizer.function(model, **options)

        if kind == "penalty" or not original:
            refused(regularizer.at("model"), "model", type(model), call)
        else:
            names = {each: name for name, each in model.named_parameters()}
            decay = [names[each] for each in call()[0]["params"]]
            assert decay == ["_fsdp_wrapped_module.0.weight"], (
                f"{regularizer}: FSDP1, use_orig_params=True: {decay}"
            )


def work(rank: int, store: str) -> None:
    torch.set_num_threads(1)
    dist.init_process_group(
        "gloo",
        init_method=f"file://{store}",
        rank=rank,
        world_size=PROCESSES,
        timeout=timedelta(minutes=1),
    )
    try:
        for regularizer in REGULARIZERS:
            kind = regularizer.case.kind
            with running(str(regularizer)):
                if kind in ("penalty", "step"):
                    compare(regularizer, rank)
                if kind in ("penalty", "groups"):
                    refuse_what_has_no_whole_sum(regularizer)
    finally:
        dist.destroy_process_group()


def main() -> int:
    # A fork has PyTorch imported already.
    context = multiprocessing.get_context("fork")
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "store")
        workers = [
            context.Process(target=work, args=(rank, store))
            for rank in range(PROCESSES)
        ]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    return max(worker.exitcode != 0 for worker in workers)


if __name__ == "__main__":
    sys.exit(main())
