"""Where clipping stands in a step with loss scaling and accumulation."""

import torch
from torch import nn
from torch.nn import functional as F

torch.manual_seed(0)
x, y = torch.randn(64, 10), 20 * torch.randn(64, 1)
model = nn.Sequential(nn.Linear(10, 32), nn.Tanh(), nn.Linear(32, 1))
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
scaler = torch.amp.GradScaler("cpu", init_scale=2.0**10)

# The whole batch in float32, to compare with.
F.mse_loss(model(x), y).backward()
norm = nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.0)
print(f"float32, at once: norm {norm:.0f}")
#> float32, at once: norm 17

optimizer.zero_grad()
for x_part, y_part in zip(x.chunk(4), y.chunk(4), strict=True):
    with torch.autocast("cpu", dtype=torch.float16):
        output = model(x_part)
    loss = F.mse_loss(output.float(), y_part) / 4
    scaler.scale(loss).backward()
# When all parts are in: unscale, clip, step.
scaler.unscale_(optimizer)
norm = nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.0)
scaler.step(optimizer)  # which it leaves out where a gradient is not finite
scaler.update()
print(f"float16, in parts: norm {norm:.0f}")
#> float16, in parts: norm 17
gradients = [each.grad for each in model.parameters()]
print(f"left of it: {nn.utils.get_total_norm(gradients):.4f}")
#> left of it: 1.0000
