"""Scale the loss: the L2 penalty shrinks by another amount, AdamW does not."""

import torch

torch.manual_seed(0)
torch.set_default_dtype(torch.float64)
noise = torch.randn(2000)
for name in ("SGD", "Adam", "AdamW"):
    optimizer_class = getattr(torch.optim, name)
    for scale in (0.1, 1.0, 10.0):
        w = torch.tensor(2.0, requires_grad=True)
        optimizer = optimizer_class([w], lr=0.005, weight_decay=0.5)
        path = []
        for error in noise:
            # The minimum without decay is at 2; each batch errs by `error`.
            loss = scale / 2 * (w - 2 - error).square()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            path.append(w.item())
        settled = sum(path[1000:]) / 1000
        print(f"{name:5} {scale:4}: w = {settled:.2f}")
        #> SGD    0.1: w = 0.37
        #> SGD    1.0: w = 1.36
        #> SGD   10.0: w = 1.93
        #> Adam   0.1: w = 0.34
        #> Adam   1.0: w = 1.36
        #> Adam  10.0: w = 1.94
        #> AdamW  0.1: w = 1.26
        #> AdamW  1.0: w = 1.26
        #> AdamW 10.0: w = 1.26
