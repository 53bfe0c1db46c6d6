"""In a smooth map small holes are filled in, and large ones are not."""

import torch
from torch.nn import functional as F

from snippets.tools.drop_block import drop_block

torch.manual_seed(0)
# 200 maps of 32 x 32 elements, each the mean of 7 x 7 random numbers.
maps = F.avg_pool2d(torch.randn(1, 200, 38, 38), kernel_size=7, stride=1)

# The next layer looks at several neighbours at once: here, at their mean.
whole = F.avg_pool2d(maps, kernel_size=4)
dropped = {
    f"blocks of {size}": drop_block(maps, p=0.5, block_size=size)
    for size in (1, 3, 7)
}
dropped["whole channels"] = F.dropout2d(maps, p=0.5)
for name, each in dropped.items():
    seen = F.avg_pool2d(each, kernel_size=4)
    noise = (seen - whole).std() / whole.std()
    print(f"{name}: noise is {noise:.1f} of what the next layer sees")
    #> blocks of 1: noise is 0.3 of what the next layer sees
    #> blocks of 3: noise is 0.6 of what the next layer sees
    #> blocks of 7: noise is 0.8 of what the next layer sees
    #> whole channels: noise is 1.0 of what the next layer sees
