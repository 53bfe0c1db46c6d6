"""The CTC loss of a long input, whose probability no type could hold."""

import torch
from torch.nn import functional as F

torch.manual_seed(0)
exact = torch.randn(2000, 1, 30, dtype=torch.float64).log_softmax(dim=2)
text = torch.randint(1, 30, (1, 200))
lengths = torch.tensor([2000]), torch.tensor([200])

for dtype in (torch.float64, torch.float32):
    loss = F.ctc_loss(exact.to(dtype), text, *lengths, reduction="sum")
    print(f"{loss.item():.2f}", torch.exp(-loss).item())
    #> 6058.95 0.0
    #> 6058.95 0.0

try:
    F.ctc_loss(exact.half(), text, *lengths)
except NotImplementedError as error:
    print(error)
    #> "ctc_loss_cpu" not implemented for 'Half'
