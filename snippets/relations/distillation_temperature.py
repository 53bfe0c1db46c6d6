"""Distillation: why KL at temperature T is multiplied by T squared.

With it the gradient has a limit as T grows: the difference of the logits over
the number of classes, for logits of mean zero.

Source: Hinton, Vinyals, Dean, Distilling the Knowledge in a Neural Network,
2015, arXiv 1503.02531, equations 2 to 4.
"""

import torch
from torch.nn import functional as F

student = torch.tensor([[1.0, 0.0, -1.0]], requires_grad=True)
teacher = torch.tensor([[5.0, -1.0, -4.0]])

for temperature in (1, 2, 4, 16, 64):
    log_p = F.log_softmax(student / temperature, 1)
    log_y = F.log_softmax(teacher / temperature, 1)
    kl = F.kl_div(log_p, log_y, reduction="batchmean", log_target=True)
    (gradient,) = torch.autograd.grad(kl, student)
    print(
        f"T = {temperature}: gradient of length {gradient.norm():.4f}, "
        f"times T^2 {temperature**2 * gradient.norm():.4f}"
    )
    #> T = 1: gradient of length 0.4208, times T^2 0.4208
    #> T = 2: gradient of length 0.2687, times T^2 1.0749
    #> T = 4: gradient of length 0.1021, times T^2 1.6344
    #> T = 16: gradient of length 0.0069, times T^2 1.7749
    #> T = 64: gradient of length 0.0004, times T^2 1.7237

print(temperature**2 * gradient)
#> tensor([[-1.3596,  0.3651,  0.9945]])
print((student.detach() - teacher) / 3)
#> tensor([[-1.3333,  0.3333,  1.0000]])
