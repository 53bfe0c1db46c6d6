"""Parameters and multiply-adds of the adaptive and of the full softmax.

Both counted from the modules: numel() and torch's own counter, on a batch
whose classes follow Zipf's law: p_k is proportional to 1 / k.
"""

import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

classes, features, batch = 100_000, 256, 512
frequency = 1 / torch.arange(1, classes + 1, dtype=torch.float64)
torch.manual_seed(0)
target = torch.multinomial(frequency, batch, replacement=True)
input = torch.randn(batch, features)
cutoffs = [2000, 20_000]


def parameters(module: nn.Module) -> int:
    """Numbers that the optimizer updates."""
    return sum(weight.numel() for weight in module.parameters())


def multiply_adds(call) -> int:
    """Of the matrix products in call(); torch counts each as 2 operations."""
    with torch.no_grad(), FlopCounterMode(display=False) as counter:
        call()
    return counter.get_total_flops() // 2


# On the device "meta" the full layer has a shape, but takes no memory.
full = nn.Linear(features, classes, bias=False, device="meta")
adaptive = nn.AdaptiveLogSoftmaxWithLoss(features, classes, cutoffs)
print(f"{parameters(full):,} and {parameters(adaptive):,} parameters")
#> 25,600,000 and 2,964,992 parameters
print(f"{parameters(full) / parameters(adaptive):.1f} times fewer")
#> 8.6 times fewer
# By the formula: D (n_0 + C) + sum_c (D + n_c) D_c.
print(f"{256 * (2000 + 2) + (256 + 18_000) * 64 + (256 + 80_000) * 16:,}")
#> 2,964,992

of_full = multiply_adds(lambda: full(input.to("meta")))
of_adaptive = multiply_adds(lambda: adaptive(input, target))
print(f"{of_full // batch:,} and {of_adaptive // batch:,} a sample")
#> 25,600,000 and 885,476 a sample
print(f"{of_full / of_adaptive:.0f} times fewer")
#> 29 times fewer
# Few samples open a cluster: these are the rows each part has to work on.
cluster = torch.bucketize(target, torch.tensor(cutoffs), right=True)
print([batch, *torch.bincount(cluster, minlength=3)[1:].tolist()])
#> [512, 92, 65]
# With all log-probabilities, every sample opens every cluster.
of_all = multiply_adds(lambda: adaptive.log_prob(input))
print(f"{of_full / of_all:.1f} times fewer")
#> 8.6 times fewer
