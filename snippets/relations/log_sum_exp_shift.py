"""Subtracting the maximum leaves log-sum-exp the same, and finite."""

import torch

for logits in (torch.tensor([3.0, 1.0, 0.0]), torch.tensor([300.0, 100.0])):
    plain = torch.log(torch.exp(logits).sum())
    shift = logits.max()
    shifted = shift + torch.log(torch.exp(logits - shift).sum())
    print(f"{plain:.4f} {shifted:.4f} {torch.logsumexp(logits, dim=0):.4f}")
    #> 3.1698 3.1698 3.1698
    #> inf 300.0000 300.0000

# Without the maximum, small logits underflow: log 0.
logits = torch.tensor([-300.0, -300.0])
print(torch.log(torch.exp(logits).sum()))
#> tensor(-inf)
print(torch.logsumexp(logits, dim=0))
#> tensor(-299.3069)
