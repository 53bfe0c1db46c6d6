"""Penalties of sharded models: fully_shard works, its forerunner cannot."""

import torch
import torch.distributed as dist
from torch import nn
from torch.distributed.fsdp import FullyShardedDataParallel, fully_shard

from snippets.regularizers.l2_penalty import l2_penalty
from snippets.regularizers.weight_decay_groups import weight_decay_groups

dist.init_process_group("gloo", rank=0, world_size=1, store=dist.HashStore())
cpu = torch.device("cpu")


def make():
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(3, 4), nn.LayerNorm(4), nn.Linear(4, 1))


print(f"{l2_penalty(make(), 0.1):.4f}")
#>
model = fully_shard(make())
print(f"{l2_penalty(model, 0.1):.4f}", type(model[0].weight).__name__)
#>
for original in (False, True):
    model = FullyShardedDataParallel(
        make(), device_id=cpu, use_orig_params=original
    )
    for name, parameter in model.named_parameters():
        print(name, tuple(parameter.shape))
        #>
    for function in (l2_penalty, weight_decay_groups):
        try:
            print(len(function(model, 0.1)))
        except TypeError as error:
            print(error)
            #>
dist.destroy_process_group()
