"""The soft margin loss of a sample that is wrong by far, in four precisions."""

import torch
from torch.nn import functional as F


def measure(loss_of, logit, dtype):
    """Loss and gradient for y = 1, as Python numbers."""
    logit = torch.tensor(logit, dtype=dtype, requires_grad=True)
    loss = loss_of(logit, torch.ones((), dtype=dtype))
    return loss.item(), torch.autograd.grad(loss, logit)[0].item()


print("                soft margin       cross-entropy")
#>                 soft margin       cross-entropy
print("dtype    logit  loss  gradient    loss  gradient")
#> dtype    logit  loss  gradient    loss  gradient
for dtype, logits in {
    torch.float64: (-709, -710),
    torch.float32: (-88, -89),
    torch.bfloat16: (-88, -89),
    torch.float16: (-11, -12),
}.items():
    for logit in logits:
        loss, slope = measure(F.soft_margin_loss, float(logit), dtype)
        right, true = measure(
            F.binary_cross_entropy_with_logits, float(logit), dtype
        )
        name = str(dtype)[6:]
        print(
            f"{name:8}{logit:6}{loss:6.4g}{slope:10.3g}{right:8.4g}{true:10.3g}"
        )
        #> float64   -709   709        -1     709        -1
        #> float64   -710   inf       nan     710        -1
        #> float32    -88    88        -1      88        -1
        #> float32    -89   inf       nan      89        -1
        #> bfloat16   -88    88        -1      88        -1
        #> bfloat16   -89   inf       nan      89        -1
        #> float16    -11    11        -1      11        -1
        #> float16    -12   inf       nan      12        -1
