"""The similarity of vectors at 60 degrees, over their length and precision.

The exact value is 0.5 in every cell.
"""

import torch
from torch.nn import functional as F

a = torch.tensor([[1.0, 1.0, 0.0]]) / 2**0.5
b = torch.tensor([[1.0, 0.0, 1.0]]) / 2**0.5
target = torch.tensor([1])

print("   dtype   length | cosine_similarity | 1 - CosineEmbeddingLoss")
#>    dtype   length | cosine_similarity | 1 - CosineEmbeddingLoss
for dtype in (torch.float32, torch.float16, torch.bfloat16):
    for length in (1e-10, 1e-3, 1.0, 15.0, 17.0, 1e4, 1e20):
        x, y = (length * a).to(dtype), (length * b).to(dtype)
        similarity = F.cosine_similarity(x, y, dim=-1).item()
        embedding = 1 - F.cosine_embedding_loss(x, y, target).item()
        name = str(dtype).removeprefix("torch.")
        print(f"{name:>8} {length:8g} | {similarity:17.2f} | {embedding:.2f}")
        #>  float32    1e-10 |              0.00 | 0.00
        #>  float32    0.001 |              0.50 | 0.50
        #>  float32        1 |              0.50 | 0.50
        #>  float32       15 |              0.50 | 0.50
        #>  float32       17 |              0.50 | 0.50
        #>  float32    10000 |              0.50 | 0.50
        #>  float32    1e+20 |              0.00 | nan
        #>  float16    1e-10 |               nan | nan
        #>  float16    0.001 |              0.50 | inf
        #>  float16        1 |              0.50 | 0.50
        #>  float16       15 |              0.50 | 0.50
        #>  float16       17 |              0.50 | 0.00
        #>  float16    10000 |              0.50 | nan
        #>  float16    1e+20 |               nan | nan
        #> bfloat16    1e-10 |              0.00 | 0.00
        #> bfloat16    0.001 |              0.50 | 0.50
        #> bfloat16        1 |              0.50 | 0.50
        #> bfloat16       15 |              0.50 | 0.50
        #> bfloat16       17 |              0.50 | 0.50
        #> bfloat16    10000 |              0.50 | 0.50
        #> bfloat16    1e+20 |              0.00 | nan
# The loss multiplies the two squared lengths: their fourth power, here.
print(
    f"{torch.finfo(torch.float16).max:.0f} is float16's last, {16**4} is 16^4"
)
#> 65504 is float16's last, 65536 is 16^4

# The fix for the loss in float16: convert the vectors, not the result.
x, y = (17 * a).half(), (17 * b).half()
print(1 - F.cosine_embedding_loss(x.float(), y.float(), target))
#> tensor(0.5000)
