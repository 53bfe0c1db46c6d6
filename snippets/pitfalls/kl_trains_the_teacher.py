"""A target that requires a gradient is trained as well."""

import torch
from torch.nn import functional as F

student = torch.tensor([[1.0, 0.0, -1.0]], requires_grad=True)
teacher = torch.tensor([[1.0, 2.0, -1.0]], requires_grad=True)
options = {"reduction": "batchmean", "log_target": True}

# Symptom: the backward pass reaches the teacher.
F.kl_div(student.log_softmax(1), teacher.log_softmax(1), **options).backward()
print(teacher.grad)
#> tensor([[-0.3661,  0.4156, -0.0495]])

# Fix: detach the target. The student's gradient stays the same.
before, student.grad, teacher.grad = student.grad, None, None
F.kl_div(
    student.log_softmax(1), teacher.log_softmax(1).detach(), **options
).backward()
print(teacher.grad, torch.equal(student.grad, before))
#> None True
