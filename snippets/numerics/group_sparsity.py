"""Half precision: squares overflow, and the step does not."""

import torch

from snippets.regularizers.proximal_group_lasso import group_soft_threshold

group = torch.tensor([[300.0, 300.0]], dtype=torch.float16)
print(group.square().sum(dim=1).sqrt())
#> tensor([inf], dtype=torch.float16)
print(torch.linalg.vector_norm(group, dim=1))
#> tensor([424.2500], dtype=torch.float16)
print(torch.linalg.vector_norm(200 * group, dim=1))  # beyond 65504 itself
#> tensor([inf], dtype=torch.float16)
print(group_soft_threshold(200 * group, 10_000.0))
#> tensor([[50016., 50016.]], dtype=torch.float16)

# Nothing stops at NaN, and one NaN makes its group NaN.
spoilt = torch.tensor([[torch.nan, 1.0], [1.0, 1.0]])
print(group_soft_threshold(spoilt, 0.5))
#> tensor([[   nan,    nan],
#>         [0.5000, 0.5000]])

# On the threshold a group is 0, and its gradient is 0 and not nan.
edge = torch.tensor([[0.6, 0.8], [0.0, 0.0]], requires_grad=True)
group_soft_threshold(edge, 0.5**0.5).sum().backward()
print(edge.grad)
#> tensor([[0., 0.],
#>         [0., 0.]])
