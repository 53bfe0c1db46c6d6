"""A penalty of a sharded model: right with fully_shard, refused before it."""

import torch
import torch.distributed as dist
from torch import nn
from torch.distributed.fsdp import FullyShardedDataParallel, fully_shard

from snippets.regularizers.l2_penalty import l2_penalty
from snippets.regularizers.weight_decay_groups import weight_decay_groups

# One process here; with several, each prints the same.
dist.init_process_group("gloo", rank=0, world_size=1, store=dist.HashStore())


def make() -> nn.Sequential:
    """The same model each time."""
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(3, 4), nn.LayerNorm(4), nn.Linear(4, 1))


print(f"{l2_penalty(make(), 0.1):.4f}")
#> 0.0573
model = fully_shard(make())
print(f"{l2_penalty(model, 0.1):.4f}, of a {type(model[0].weight).__name__}")
#> 0.0573, of a DTensor

cpu = torch.device("cpu")
flat = FullyShardedDataParallel(make(), device_id=cpu)
print([tuple(parameter.shape) for parameter in flat.parameters()])
#> [(29,)]
for function in (l2_penalty, weight_decay_groups):
    try:
        function(flat, 0.1)
    except TypeError as error:
        print(error)
        #> model must be sharded by fully_shard, got FullyShardedDataParallel
        #> model must have its own parameters, got flat ones: give
        #> FullyShardedDataParallel use_orig_params=True

# The fix, where fully_shard is not yet in reach: decay instead of a penalty.
model = FullyShardedDataParallel(make(), device_id=cpu, use_orig_params=True)
for group in weight_decay_groups(model, 0.1):
    print(group["weight_decay"], [tuple(p.shape) for p in group["params"]])
    #> 0.1 [(4, 3), (1, 4)]
    #> 0.0 [(4,), (4,), (4,), (1,)]
dist.destroy_process_group()
