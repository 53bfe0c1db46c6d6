"""A triplet's loss over the length of its vectors and their precision.

The exact value is 1 + 0.0110 times the length of the vectors.
"""

import torch
from torch.nn import functional as F

from snippets.losses.batch_hard_triplet_loss import batch_hard_triplet_loss

# Two vectors near each other, whose components all types here hold exactly.
# Anchor 0, a positive at (1, 1), a negative at (1, 0.984375).
triplet = torch.tensor([[0.0, 0.0], [1.0, 1.0], [1.0, 0.984375]])
labels = torch.tensor([0, 0, 1])
print("   dtype  length |   exact | TripletMarginLoss | batch-hard")
#>    dtype  length |   exact | TripletMarginLoss | batch-hard
for dtype in (torch.float32, torch.float16, torch.bfloat16):
    for length in (1.0, 256.0, 8192.0):
        x = (length * triplet).to(dtype)
        anchor, positive, negative = x.double()
        exact = 1 + anchor.dist(positive) - anchor.dist(negative)
        theirs = F.triplet_margin_loss(*x)
        ours = batch_hard_triplet_loss(x, labels, margin=1.0, reduction="none")
        name = str(dtype).removeprefix("torch.")
        print(
            f"{name:>8} {length:7g} | {exact:7.4f} | {theirs:17.4f} | "
            f"{ours[0]:.4f}"
        )
        #>  float32       1 |  1.0110 |            1.0110 | 1.0110
        #>  float32     256 |  3.8173 |            3.8173 | 3.8173
        #>  float32    8192 | 91.1533 |           91.1533 | 91.1533
        #>  float16       1 |  1.0110 |            1.0107 | 1.0110
        #>  float16     256 |  3.8173 |            3.7500 | 3.8173
        #>  float16    8192 | 91.1533 |           88.0000 | 91.1533
        #> bfloat16       1 |  1.0110 |            1.0000 | 1.0110
        #> bfloat16     256 |  3.8173 |            4.0000 | 3.8173
        #> bfloat16    8192 | 91.1533 |           64.0000 | 91.1533

# Without a margin: log(1 + exp(x)), by hand and by softplus.
for difference in (-20.0, 20.0, 100.0):
    x = torch.tensor(difference)
    print(f"{torch.log(1 + torch.exp(x)):.3g} {F.softplus(x):.3g}")
    #> 0 2.06e-09
    #> 20 20
    #> inf 100

# A distance from products of matrices, where a = 100 and b is 0.001 beside it.
a, b = torch.tensor([100.0, 0.0]), torch.tensor([100.001, 0.0])
print(f"{(a @ a + b @ b - 2 * a @ b).sqrt():.4f} {(a - b).norm():.4f}")
#> 0.0000 0.0010
