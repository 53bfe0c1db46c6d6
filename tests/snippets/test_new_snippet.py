"""The suite finds a new snippet, and a naive one fails it."""

import re

import pytest

from lossbook.paths import ROOT
from tests.snippets.case import LossCase
from tests.snippets.properties import declared
from tests.snippets.test_cases import no_case
from tests.snippets.under_test import (
    LOSS_FILES,
    LOSSES,
    REGULARIZER_FILES,
    REGULARIZERS,
    NoCaseError,
    case_file,
    cases_in,
    losses_of,
    shown,
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
FOCAL = ROOT / "snippets/losses/focal_loss.py"
OURS = FOCAL.read_text("utf-8")
GRID = "test_value_and_gradient_on_the_grid"


def drop(folder, text, like=FOCAL):
    """A snippet of another place, with the case of one that is like it."""
    path = folder / like.name
    path.write_text(text, "utf-8")
    (loss,) = losses_of(path, case_file(like))
    return loss


def failures(loss, *names: str) -> dict[str, str]:
    """What each property that holds for a loss says against it."""
    found = {}
    for each in declared():
        chosen = not names or each.name in names
        if chosen and each.argument == "loss" and each.holds_for(loss):
            try:
                each.test(loss)
            except (Exception, pytest.fail.Exception) as error:
                found[each.name] = f"{type(error).__name__}: {error}"
    return found


def test_every_file_is_found():
    found = {each.path for each in (*LOSSES, *REGULARIZERS)}
    missed = [
        shown(path)
        for path in (*LOSS_FILES, *REGULARIZER_FILES)
        if path not in found
    ]
    assert not missed, f"no property is put to {missed}"
    assert LOSS_FILES, "snippets/losses: no file was found"


def test_a_naive_focal_loss_fails(tmp_path):
    found = failures(drop(tmp_path, NAIVE))
    for name in (
        GRID,
        "test_value_and_gradient_at_random_points",
        "test_half_precision_is_float64_rounded",
        "test_bad_options",
        "test_bad_shapes",
        "test_module_pickles_and_shows_its_options",
    ):
        assert name in found, f"{name} passes a naive loss; it fails {found}"
    # File and line, point, what was expected, what came.
    assert re.search(
        r"focal_loss\.py:7: at logits \S+, target .*: expected .*, got ",
        found[GRID],
    ), found[GRID]
    for name, text in found.items():
        assert re.search(r"focal_loss\.py:\d+: ", text), (
            f"{name} names no file and line: {text}"
        )


def test_a_copy_of_ours_passes(tmp_path):
    found = failures(drop(tmp_path, OURS))
    assert not found, f"a copy of {shown(FOCAL)} fails: {found}"


def test_a_loss_without_a_case_is_told_to_write_one(tmp_path):
    path = tmp_path / "losses" / "softer_loss.py"
    path.parent.mkdir()
    path.write_text(NAIVE.replace("focal_loss(", "softer_loss("), "utf-8")
    came = no_case(path, LossCase)
    for part in (
        "losses/softer_loss.py:1: no case",
        "write tests/snippets/losses/softer_loss_case.py",
        "as tests/snippets/losses/focal_loss_case.py has it",
    ):
        assert part in came, f"expected {part!r} in {came!r}"
    assert losses_of(path) == [], "a loss without a case was collected"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("case = 3", r"_case\.py:1: expected `case = LossCase"),
        ("cases = {'': 3}", r"_case\.py:1: cases\[''\] must be a LossCase"),
        ("\ncase = (", r"_case\.py:2: SyntaxError: "),
        ("\n\nfrom nowhere import it", r"_case\.py:3: ModuleNotFoundError"),
        (
            "from tests.snippets.case import *\ncase = LossCase("
            "inputs=BINARY, oracle=max,\n    value_of='pixel')",
            r"_case\.py:2: ValueError: value_of must be one of element,",
        ),
    ],
)
def test_a_case_that_cannot_be_used_is_told_so(tmp_path, text, expected):
    file = tmp_path / "softer_loss_case.py"
    file.write_text(text, "utf-8")
    with pytest.raises(NoCaseError, match=expected):
        cases_in(file, LossCase)


def test_an_option_without_values_is_told_to_have_some(tmp_path):
    loss = drop(tmp_path, NAIVE.replace("alpha", "tilt"))
    found = failures(loss, "test_case_has_values_for_each_option")
    (text,) = found.values()
    assert re.search(
        r"focal_loss\.py:8: the option tilt has no values to try: add tilt to "
        r"`good` in tests/snippets/losses/focal_loss_case\.py:\d+",
        text,
    ), text


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
    assert right in OURS, (
        f"{shown(FOCAL)}: has no {right!r} any more: write the fault {fault!r} "
        "anew in tests/snippets/test_new_snippet.py"
    )
    found = failures(drop(tmp_path, OURS.replace(right, wrong, 1)), GRID)
    assert re.search(r"expected .*, got ", found.get(GRID, "")), (
        f"the grid does not notice the fault {fault!r}: {right} as {wrong}: "
        f"{found}"
    )
