"""The suite finds a new snippet, and a naive one fails it."""

import inspect
import re

import pytest

from tests.snippets import (
    cases,
    test_bad_input,
    test_oracles,
    test_properties,
)

# As it is found in many a project: from the paper's formula, literally.
NAIVE = '''
"""Focal loss."""
import torch
from torch import nn
from torch.nn import functional as F

def focal_loss(logits, target, *, gamma: float = 2.0,
               alpha: float | None = 0.75, reduction: str = "mean"):
    p = torch.sigmoid(logits)
    bce = F.binary_cross_entropy(p, target, reduction="none")
    p_t = target * p + (1 - target) * (1 - p)
    loss = (1 - p_t) ** gamma * bce
    if alpha is not None:
        loss = (alpha * target + (1 - alpha) * (1 - target)) * loss
    return loss.mean() if reduction == "mean" else (
        loss.sum() if reduction == "sum" else loss)

class FocalLoss(nn.Module):
    def __init__(self, *, gamma: float = 2.0, alpha: float | None = 0.75,
                 reduction: str = "mean"):
        super().__init__()
        self.gamma, self.alpha, self.reduction = gamma, alpha, reduction

    def forward(self, logits, target):
        return focal_loss(logits, target, gamma=self.gamma,
                          alpha=self.alpha, reduction=self.reduction)
'''
OURS = (cases.ROOT / "snippets/losses/focal_loss.py").read_text()
CHECKS = [
    check
    for module in (test_oracles, test_properties, test_bad_input)
    for name, check in vars(module).items()
    if name.startswith("test_")
    and list(inspect.signature(check).parameters) == ["loss"]
]


def failures(loss) -> dict[str, str]:
    found = {}
    for check in CHECKS:
        try:
            check(loss)
        except Exception as error:
            found[check.__name__] = f"{type(error).__name__}: {error}"
    return found


def test_every_file_is_found():
    found = {loss.path for loss in cases.LOSSES}
    found |= {each.path for each in cases.REGULARIZERS}
    for folder in ("losses", "regularizers"):
        files = set((cases.ROOT / "snippets" / folder).glob("*.py"))
        assert files
        assert not files - found


def drop(folder, name, text):
    path = folder / f"{name}.py"
    path.write_text(text)
    return cases.Loss(path)


def test_a_naive_focal_loss_fails(tmp_path):
    loss = drop(tmp_path, "focal_loss", NAIVE)
    found = failures(loss)
    print(*(f"{name}: {text[:300]}" for name, text in found.items()), sep="\n")
    for name in (
        "test_value_and_gradient_on_the_grid",
        "test_value_and_gradient_at_random_points",
        "test_half_precision_is_float64_rounded",
        "test_bad_options",
        "test_bad_shapes",
        "test_module_pickles_and_shows_its_options",
    ):
        assert name in found, f"{name} passes a naive loss; it fails {found}"
    grid = found["test_value_and_gradient_on_the_grid"]
    # File, point, what was expected, what came.
    assert re.search(
        r"focal_loss\.py at \S+, target .*: expected .*, got ", grid
    ), grid


def test_a_copy_of_ours_passes(tmp_path):
    assert failures(drop(tmp_path, "focal_loss", OURS)) == {}


def test_a_loss_without_an_oracle_is_told_to_write_one(tmp_path):
    text = NAIVE.replace("focal_loss(", "softer_loss(")
    loss = drop(tmp_path, "softer_loss", text)
    with pytest.raises(AssertionError, match="no oracle for softer_loss"):
        test_oracles.test_value_and_gradient_on_the_grid(loss)


def test_a_loss_with_an_unknown_option_is_told_to_enter_it(tmp_path):
    text = NAIVE.replace("alpha", "tilt")
    with pytest.raises(AssertionError, match=r"unknown option \('tilt'"):
        _ = drop(tmp_path, "focal_loss", text).choices


@pytest.mark.parametrize(
    ("fault", "right", "wrong"),
    [
        ("sign", "loss = -torch.lerp(", "loss = torch.lerp("),
        ("gamma", "torch.exp(gamma * log_q)", "torch.exp((gamma + 1) * log_q)"),
        (
            "unstable",
            "-F.softplus(z, beta=1, threshold=40)",
            "torch.log(1 - torch.sigmoid(z))",
        ),
        (
            "clamped",
            "beta=-1, threshold=40)",
            "beta=-1, threshold=40).clamp(-50)",
        ),
        ("threshold", "beta=1, threshold=40", "beta=1"),
        (
            "detached",
            "torch.exp(gamma * log_q)",
            "torch.exp(gamma * log_q).detach()",
        ),
        ("alpha", "(alpha, 1 - alpha)", "(alpha, alpha)"),
    ],
)
def test_the_grid_notices_a_fault(tmp_path, fault, right, wrong):
    assert right in OURS, f"{fault}: the snippet has changed: update the fault"
    loss = drop(tmp_path, "focal_loss", OURS.replace(right, wrong, 1))
    with pytest.raises(AssertionError, match=r"expected .*, got "):
        test_oracles.test_value_and_gradient_on_the_grid(loss)
