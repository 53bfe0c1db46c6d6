import math

import pytest
import torch
from torch.nn import functional as F

from snippets.losses.distillation_loss import distillation_loss

LOGITS = torch.tensor([[2.0, 0.5, -1.0]])
TEACHER = torch.tensor([[3.0, 1.0, 0.2]])


@pytest.mark.parametrize(
    ("temperature", "expected"),
    [(4.0, 0.0365640191702544), (100.0, 0.0430917646), (1e4, 0.0433309332)],
)
def test_known_values(temperature, expected):
    loss = distillation_loss(
        LOGITS.double(), TEACHER.double(), temperature=temperature
    )
    assert loss.item() == pytest.approx(expected, abs=1e-8)


@pytest.mark.parametrize(
    "dtype", [torch.bfloat16, torch.float16, torch.float32]
)
@pytest.mark.parametrize("temperature", [4.0, 100.0, 1e4])
def test_digits_are_kept_where_both_agree(dtype, temperature):
    logits = LOGITS.to(dtype)
    near = (LOGITS + torch.tensor([0.125, 0, -0.125])).to(dtype)
    for teacher in (TEACHER.to(dtype), near, near + 16):
        exact = distillation_loss(
            logits.double(), teacher.double(), temperature=temperature
        )
        loss = distillation_loss(logits, teacher, temperature=temperature)
        assert loss.item() == pytest.approx(exact.item(), rel=1e-5)


def test_a_teacher_that_is_sure_gives_cross_entropy():
    teacher = torch.tensor([[0.0, 1000.0, 0.0]])
    torch.testing.assert_close(
        distillation_loss(LOGITS, teacher, temperature=1.0),
        F.cross_entropy(LOGITS, torch.tensor([1])),
    )


def test_the_teacher_gets_no_gradient():
    teacher = TEACHER.clone().requires_grad_()
    logits = LOGITS.clone().requires_grad_()
    distillation_loss(logits, teacher).backward()
    assert teacher.grad is None
    assert logits.grad.any()


def test_a_student_that_is_the_teacher_has_nothing_to_learn():
    logits = TEACHER.clone().requires_grad_()
    loss = distillation_loss(logits, TEACHER)
    loss.backward()
    assert loss.item() == 0
    assert logits.grad.abs().max() < 1e-6


@pytest.mark.parametrize("student", [0.0, -math.inf])
def test_a_class_that_the_teacher_rules_out(student):
    teacher = torch.tensor([[1.0, -math.inf, 0.0]])
    logits = torch.tensor([[0.0, student, 0.5]], requires_grad=True)
    loss = distillation_loss(logits, teacher, temperature=1.0)
    loss.backward()
    y = torch.softmax(teacher[:, [0, 2]], 1)
    log_p = logits.detach().log_softmax(1)[:, [0, 2]]
    torch.testing.assert_close(loss.detach(), (y * (y.log() - log_p)).sum())
    assert logits.grad.isfinite().all()


def test_a_class_that_the_student_rules_out_costs_infinity():
    logits = torch.tensor([[0.0, -math.inf, 0.5]])
    assert distillation_loss(logits, TEACHER).item() == math.inf


def test_the_mean_is_over_all_places():
    torch.manual_seed(0)
    logits, teacher = torch.randn(2, 4, 3, 5)
    flat = (each.transpose(1, 2).flatten(0, 1) for each in (logits, teacher))
    torch.testing.assert_close(
        distillation_loss(logits, teacher), distillation_loss(*flat)
    )
