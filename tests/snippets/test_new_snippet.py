"""The suite finds a new snippet, and a naive one fails it."""

import re

import pytest

from lossbook.paths import ROOT
from tests.conftest import assembled, python
from tests.snippets.case import LossCase
from tests.snippets.grid import FULL
from tests.snippets.properties import MODULES, declared
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
MULTICLASS = ROOT / "snippets/losses/multiclass_focal_loss.py"
OURS = FOCAL.read_text("utf-8")
BOOK = ROOT / "tests/book"
DICE = BOOK / "snippets/losses/dice_loss.py"
GRID = "test_value_and_gradient_on_the_grid"
COMPILES = "test_compiles_to_one_graph"


def book_case(path):
    """The case of a snippet of the small book."""
    return BOOK / "tests/snippets/losses" / case_file(path).name


def drop(folder, text, like=FOCAL, case=None):
    """A snippet of another place, with the case of one that is like it."""
    path = folder / like.name
    path.write_text(text, "utf-8")
    return losses_of(path, case or case_file(like))


def names_of_properties() -> list[str]:
    return [each.name for each in declared() if each.argument == "loss"]


def failures(loss, *names: str) -> dict[str, str]:
    """What each property that holds for a loss says against it.

    Without names it is put to all; but it takes long to compile, and a copy
    compiles as the original does: that is for the whole grid alone.
    """
    found = {}
    for each in declared():
        chosen = each.name in names if names else FULL or each.name != COMPILES
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


NOTICED = (
    GRID,
    "test_value_and_gradient_at_random_points",
    "test_half_precision_is_computed_in_float32",
    "test_bad_options",
    "test_bad_shapes",
    "test_module_pickles_and_shows_its_options",
)


def test_a_naive_focal_loss_fails(tmp_path):
    names = () if FULL else NOTICED
    found = failures(*drop(tmp_path, NAIVE), *names)
    for name in NOTICED:
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
    found = failures(*drop(tmp_path, OURS))
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
    (loss,) = drop(tmp_path, NAIVE.replace("alpha", "tilt"))
    found = failures(loss, "test_case_has_values_for_each_option")
    (text,) = found.values()
    assert re.search(
        r"focal_loss\.py:8: the option tilt has no values to try: add tilt to "
        r"`good` in tests/snippets/losses/focal_loss_case\.py:\d+",
        text,
    ), text


# What is right in a snippet, what is wrong, the property that notices, and what
# it says after file and line.
EXPECTED = r"at logits .*, torch.float\d+: .*: expected \S+, got "
FOCAL_FAULTS = {
    "sign": ("loss = -torch.lerp(", "loss = torch.lerp("),
    "gamma": ("torch.exp(gamma * log_q)", "torch.exp((gamma + 1) * log_q)"),
    "unstable": (
        "-F.softplus(z, threshold=40)",
        "torch.log(1 - torch.sigmoid(z))",
    ),
    "clamped": (
        "beta=-1, threshold=40)",
        "beta=-1, threshold=40).clamp(-50)",
    ),
    "threshold": ("(z, threshold=40)", "(z)"),
    "detached": (
        "torch.exp(gamma * log_q)",
        "torch.exp(gamma * log_q).detach()",
    ),
    "alpha": ("(1 - alpha) *", "alpha *"),
}
MORE_FOCAL_FAULTS = {
    "label in half precision": (
        "target.to(dtype)",
        "target.to(logits.dtype).to(dtype)",
        "test_half_precision_is_computed_in_float32",
        "at logits .*: value: expected .*; compute in float32",
    ),
    "narrowed": (
        "loss = -torch.lerp(negative, positive, y)",
        "loss = -torch.lerp(negative, positive, y).to(logits.dtype)",
        "test_sum_over_many_in_half_precision",
        "a sum of torch.float16 scores: expected .*, got inf",
    ),
    "overflows when scaled": (
        "loss = -torch.lerp(negative, positive, y)",
        "loss = -torch.lerp(negative, positive, y).to(logits.dtype)",
        "test_gradient_under_a_gradient_scaler",
        "the scaled gradient of torch.float16",
    ),
    "a check that crashes": (
        "isinstance(gamma, Real) and ",
        "",
        "test_bad_options",
        "gamma='2': expected .* in the message",
    ),
    "mean over the first dimension": (
        "loss.mean() if averaged",
        "loss.sum() / loss.shape[0] if averaged and loss.dim()",
        "test_more_dimensions_are_more_samples",
        r"of the shape \(2, 3, 2\), mean: expected",
    ),
    "a module that forgets its tensor": (
        'self.register_buffer("alpha", alpha)',
        "self.alpha = alpha",
        "test_module_holds_tensors_as_buffers",
        "expected .* in the state_dict",
    ),
}
MULTICLASS_FAULTS = {
    "what is ignored stays": (
        "(z - shift).where(valid.unsqueeze(dim), 0)",
        "(z - shift)",
        "test_ignored_entries_reach_nothing",
        "nan where ignored: .*: replace what is ignored before",
    ),
    "no gradient at minus infinity": (
        "margin.clamp(min=-60)",
        "margin",
        "test_classes_ruled_out_by_a_logit_of_minus_infinity",
        "the own class's logit is -inf: gradient",
    ),
    "an empty mean of nan": (
        "count.where(count > 0, 1)",
        "count",
        "test_empty_batch",
        "empty batch, mean: expected 0.*got nan",
    ),
    "another name": (
        "ignore_index",
        "skip_index",
        "test_signature",
        "takes class indices, and so must take ignore_index",
    ),
    "no single sample": (
        "min(1, logits.dim() - 1)",
        "1",
        "test_one_sample_without_a_batch",
        "a sample without a batch",
    ),
}
DICE_FAULTS = {
    "one value": (
        "    if reduction ==",
        "    loss = loss.mean()\n    if reduction ==",
        "test_reductions_agree",
        r"expected the shape \(6,\), a value of each sample, got \(\)",
    ),
    "sums over the batch": (
        ".sum(2)",
        ".sum((0, 2), keepdim=True)[..., 0].expand(len(z), -1)",
        "test_samples_are_independent",
        "value 2 has a gradient by other samples, though it depends on its "
        "sample alone",
    ),
    "a value of each channel": (
        ".mean(1)\n",
        "\n",
        GRID,
        r"expected shape \(\d+,\) for a value of each sample, got \(\d+, \d\)",
    ),
    "half precision": (
        "torch.promote_types(logits.dtype, torch.float32)",
        "logits.dtype",
        "test_dtype_follows_the_input",
        "torch.float16 in, .*: expected torch.float32, got torch.float16",
    ),
    "smooth in one place": (
        "wrong = wrong.where(valid, 0).flatten(2).sum(2)",
        "wrong = wrong.where(valid, 0).flatten(2).sum(2) + smooth",
        GRID,
        EXPECTED,
    ),
    "what is ignored stays": (
        "z, y = z.where(valid, 0), y.where(valid, 0)",
        "z, y = z, y.where(valid, 0)",
        "test_ignored_entries_reach_nothing",
        "nan where ignored: .*: replace what is ignored before",
    ),
    "no form for an empty mask": (
        "torch.finfo(z.dtype).tiny",
        "0",
        GRID,
        EXPECTED,
    ),
}
FAULTS = {
    f"focal: {name}": (FOCAL, case_file(FOCAL), *fault, GRID, EXPECTED)
    for name, fault in FOCAL_FAULTS.items()
}
for prefix, snippet, case, faults in (
    ("focal", FOCAL, case_file(FOCAL), MORE_FOCAL_FAULTS),
    ("multi-class", MULTICLASS, case_file(MULTICLASS), MULTICLASS_FAULTS),
    ("dice", DICE, book_case(DICE), DICE_FAULTS),
):
    for name, fault in faults.items():
        FAULTS[f"{prefix}: {name}"] = (snippet, case, *fault)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_noticed(tmp_path, fault):
    snippet, case, right, wrong, name, expected = FAULTS[fault]
    ours = snippet.read_text("utf-8")
    assert right in ours, (
        f"{shown(snippet)}: has no {right!r} any more: write the fault "
        f"{fault!r} anew in tests/snippets/test_new_snippet.py"
    )
    found = {}
    for loss in drop(tmp_path, ours.replace(right, wrong), snippet, case):
        found |= failures(loss, name)
    wanted = rf"{snippet.name}:\d+: .*{expected}"
    assert re.search(wanted, found.get(name, ""), re.DOTALL), (
        f"{name} does not notice {fault!r}, {wrong!r} for {right!r}: expected "
        f"{wanted!r}, got {found}"
    )


@pytest.mark.parametrize(
    "loss",
    [
        loss
        for path in sorted((BOOK / "snippets/losses").glob("*.py"))
        for loss in losses_of(path, book_case(path))
    ],
    ids=lambda loss: loss.id,
)
def test_the_losses_of_the_small_book_pass(loss):
    found = failures(loss, *names_of_properties())
    assert not found, f"{loss}: {found}"


def test_the_suite_runs_in_another_book(tmp_path):
    modules = MODULES if FULL else ("test_cases",)  # the rest is done above
    done = python(
        *("-m", "pytest", "-vv", "-p", "no:cacheprovider"),
        *(f"tests/snippets/{name}.py" for name in modules),
        "tests/snippets/losses",
        root=assembled(tmp_path / "book"),
    )
    assert done.returncode == 0, (
        f"tests/book: its own tests fail: {done.stdout}{done.stderr}"
    )
    for name in ("half_square_loss", "dice_loss-labels", "dice_loss-classes"):
        assert f"case_has_values_for_each_option[{name}]" in done.stdout, (
            f"tests/book: {name} was not tested: {done.stdout}"
        )
