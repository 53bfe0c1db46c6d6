"""A power of the softmax: once p rounds to 0 the gradient is nan."""

import torch

from snippets.losses.generalized_cross_entropy import (
    generalized_cross_entropy,
)


def written(logits, target):
    """The formula as it stands."""
    p = logits.softmax(dim=1).gather(1, target[:, None])
    return ((1 - p**0.7) / 0.7).mean()


target = torch.tensor([0])
table = ["dtype     logits     written: loss, gradient  from the logits"]
for dtype, gap in (
    (torch.float32, 100.0),
    (torch.float32, 110.0),
    (torch.float16, 20.0),
):
    row = f"{str(dtype)[6:]:10}0, {gap:<8g}"
    for loss in (written, generalized_cross_entropy):
        logits = torch.tensor([[0.0, gap]], dtype=dtype, requires_grad=True)
        value = loss(logits, target)
        value.backward()
        row += f"{value:9.3f}{logits.grad[0, 0]:12.2g}"
    table.append(row)
print("\n".join(table))
#> dtype     logits     written: loss, gradient  from the logits
#> float32   0, 100         1.429      -4e-31    1.429      -4e-31
#> float32   0, 110         1.429         nan    1.429    -3.6e-34
#> float16   0, 20          1.429         nan    1.429    -8.3e-07
