"""A full softmax spends most of its work on classes that few samples have.

The counts of classes follow Zipf's law, as those of words do: class k is as
frequent as 1 / k.
"""

import torch
from torch import nn

classes, features = 100_000, 256
frequency = 1 / torch.arange(1, classes + 1, dtype=torch.float64)

# On the device "meta" layers have shapes, but take no memory.
with torch.device("meta"):
    output = nn.Linear(features, classes, bias=False)
    block = nn.TransformerEncoderLayer(features, nhead=4)
of_block = sum(weight.numel() for weight in block.parameters())
times = output.weight.numel() / of_block
print(f"output layer: {times:.0f} times the weights of a block")
#> output layer: 19 times the weights of a block

# Every sample meets every row of the layer, and each class has a row.
for first, last in ((0, 2000), (2000, 20_000), (20_000, 100_000)):
    samples = frequency[first:last].sum() / frequency.sum()
    work = (last - first) / classes
    print(
        f"{first:5} to {last:6}: {samples:.0%} of samples, {work:.0%} of work"
    )
    #>     0 to   2000: 68% of samples, 2% of work
    #>  2000 to  20000: 19% of samples, 18% of work
    #> 20000 to 100000: 13% of samples, 80% of work
