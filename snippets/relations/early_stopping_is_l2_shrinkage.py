"""On a quadratic, t steps of gradient descent shrink nearly as an L2 penalty.

Each ends at a factor times the minimum. The two factors agree where the
curvature is small, if the strength is matched to t, and both are near 1 where
it is large. In between they differ.

Source: Goodfellow, Bengio, Courville, Deep Learning, 2016, section 7.8.
"""

import torch

values = [0.001, 0.01, 0.1, 0.2, 1.0, 10.0]
curvature = torch.tensor(values, dtype=torch.float64)
minimum = torch.ones_like(curvature)
learning_rate, steps = 0.05, 100

# Gradient descent from 0, on a loss with these curvatures.
w = torch.zeros_like(curvature, requires_grad=True)
optimizer = torch.optim.SGD([w], lr=learning_rate)
for _ in range(steps):
    loss = (curvature * (w - minimum) ** 2 / 2).sum()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
stopped = w.detach()
closed_form = 1 - (1 - learning_rate * curvature) ** steps
print(torch.allclose(stopped, closed_form))
#> True

# The L2 penalty strength / 2 * w² on the same loss, at its minimum.
strength = 1 / (learning_rate * steps)
shrunk = curvature / (curvature + strength)
print(f"lambda = {strength:.2f}")
#> lambda = 0.20
print("curvature  stopped  penalized")
#> curvature  stopped  penalized
for h, a, b in zip(curvature, stopped, shrunk, strict=True):
    print(f"{h:9.3f}{a:9.3f}{b:11.3f}")
    #>     0.001    0.005      0.005
    #>     0.010    0.049      0.048
    #>     0.100    0.394      0.333
    #>     0.200    0.634      0.500
    #>     1.000    0.994      0.833
    #>    10.000    1.000      0.980

# Stopping twice as late is about half the penalty.
later = 1 - (1 - learning_rate * curvature[0]) ** (2 * steps)
weaker = curvature[0] / (curvature[0] + strength / 2)
print(f"{later:.3f} {weaker:.3f}")
#> 0.010 0.010
