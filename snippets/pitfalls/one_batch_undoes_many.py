"""A few images that nobody has scaled undo what the others have taught."""

import torch
from sklearn.datasets import load_digits
from torch import nn
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)
images, digits = map(torch.tensor, load_digits(return_X_y=True))
x = images / 16
x[:500:50] *= 255  # of the first 500 images ten go up to 255, not to 1

for max_norm in (torch.inf, 1.0):
    torch.manual_seed(0)
    model = nn.Linear(64, 10)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    longest = 0.0
    for step in range(1, 401):
        batch = torch.randint(500, (10,))
        loss = F.cross_entropy(model(x[batch]), digits[batch])
        optimizer.zero_grad()
        loss.backward()
        norm = nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        optimizer.step()
        longest = max(longest, norm.item())
        if step % 100 == 0:
            new = F.cross_entropy(model(x[500:]), digits[500:])
            print(f"limit {max_norm}, {step} steps: loss {new.item():.1f}")
            #> limit inf, 100 steps: loss 22.7
            #> limit inf, 200 steps: loss 4.2
            #> limit inf, 300 steps: loss 1.9
            #> limit inf, 400 steps: loss 1.5
            #> limit 1.0, 100 steps: loss 1.3
            #> limit 1.0, 200 steps: loss 0.9
            #> limit 1.0, 300 steps: loss 0.8
            #> limit 1.0, 400 steps: loss 0.6
    print(f"longest gradient: {longest:.0f}")
    #> longest gradient: 188
    #> longest gradient: 134
