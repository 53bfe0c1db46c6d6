"""diagnose_loss finds what is wrong, is silent where all is well, and harmless.

What it finds of the pitfalls is what the chapter's table shows.
"""

import functools
import re
import warnings

import pytest
import torch
from torch import nn
from torch.nn import functional as F

from lossbook.markdown.snippet_index import chapters_of
from lossbook.paths import ROOT
from lossbook.result_files import DIAGNOSES, recorded
from snippets.losses.focal_loss import focal_loss
from snippets.tools import diagnose_loss as snippet
from tests.snippets.tools.diagnoses import DTYPES, diagnosed, results
from tests.snippets.tools.healthy import BUILT_IN, HEALTHY, OURS, regression
from tests.snippets.tools.kept_apart import KEPT_APART
from tests.snippets.tools.pitfalls import PITFALLS, SAME, Batch

# What needs more than a batch: other samples, or what the labels mean.
NOT_FOUND = {"focal_mean_over_negatives", "loss_branches_on_values"}
FILE = "snippets/tools/diagnose_loss.py"


def told(found) -> str:
    """For a message: what was found."""
    return "; ".join(f"{each.trouble}: {each.saw}" for each in found)


@pytest.mark.parametrize("name", PITFALLS)
def test_pitfall_is_found(name):
    sick, _ = PITFALLS[name]()
    found = diagnosed(sick)
    names = {each.trouble for each in found}
    if name in NOT_FOUND:
        assert not found, f"{name} is found now: take it out of NOT_FOUND"
        return
    expected = SAME.get(name, name)
    assert expected in names, (
        f"{FILE}:1: expected {expected} for the pitfall {name}, got "
        f"{told(found)!r}"
    )


@pytest.mark.parametrize("name", PITFALLS)
def test_its_fix_is_not(name):
    _, well = PITFALLS[name]()
    found = diagnosed(well) if well else []
    assert not found, f"{FILE}:1: the fix of {name}: {told(found)}"


def test_every_pitfall_is_one_of_the_book():
    for name in PITFALLS:
        assert (ROOT / f"snippets/pitfalls/{name}.py").exists(), (
            f"tests/snippets/tools/pitfalls.py:1: {name} is no pitfall"
        )


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
@pytest.mark.parametrize("name", HEALTHY)
def test_nothing_is_found_where_all_is_well(name, dtype):
    found = diagnosed(HEALTHY[name](dtype))
    assert not found, f"{FILE}:1: {name}, {dtype}: {told(found)}"


def test_every_loss_is_tried():
    names = {each for each in nn.modules.loss.__all__ if each != "NLLLoss2d"}
    names.add("AdaptiveLogSoftmaxWithLoss")
    ours = {path.stem for path in (ROOT / "snippets/losses").glob("*.py")}
    for have, are in ((set(BUILT_IN), names), (set(OURS), ours)):
        assert have == are, (
            "tests/snippets/tools/healthy.py:1: expected a healthy batch for "
            f"each loss: missing {are - have}, of none {have - are}"
        )


@pytest.mark.parametrize("make", KEPT_APART, ids=lambda make: make.__name__)
def test_losses_of_other_people(make):
    found = diagnosed(Batch(*make()))
    assert KEPT_APART[make] in {each.trouble for each in found}, (
        f"{FILE}:1: {make.__name__}: expected {KEPT_APART[make]}, got "
        f"{told(found)!r}"
    )


def test_the_table_shows_what_is_found():
    assert recorded(DIAGNOSES) == results(), (
        "docs/reference/diagnoses.json:1: not what diagnose_loss finds now; "
        "run: make diagnoses"
    )


def test_every_address_is_of_a_snippet_on_its_page():
    for chapter, troubles in snippet.TROUBLES.items():
        for name in troubles:
            path = f"snippets/{snippet._anchor(name)}"
            pages = [page for page, _ in chapters_of(path)]
            assert f"{chapter}.md" in pages, (
                f"{FILE}:1: {name}: {path} is on {pages}, not on {chapter}"
            )


def test_every_message_is_of_a_trouble():
    known = {name for names in snippet.TROUBLES.values() for name in names}
    unknown = set(snippet.MESSAGES.values()) - known
    assert not unknown, f"{FILE}:1: MESSAGES names {unknown}"


# Troubles that are none of the book's pitfalls, or look otherwise.

TARGET = torch.arange(40) % 4
SURE = 8.0 * F.one_hot(TARGET, 4) - 4
FLAGS = (torch.arange(40) % 4 == 0).float()
SCORES = 6 * FLAGS - 3 + torch.linspace(-1, 1, 40)


def wrong_mean(logits, target, reduction="mean"):
    each = F.cross_entropy(logits, target, reduction="none")
    return each if reduction == "none" else each.mean() / 4


def silent_error(input, target):
    raise ArithmeticError("the loss\ndoes not  like it")


def thresholded(p, target):
    found = (p > 0.5).float()
    return 1 - (found * target).sum() / (found + target).sum()


def clamped(logits, target):
    return F.binary_cross_entropy(logits.sigmoid().clamp(0.1, 0.9), target)


def logs(input, target):
    return (input - target).abs().log().mean()


def halved(input, target):
    return (input.half() - target.half()).square().sum()


def divergence(student, teacher):
    return F.kl_div(student.softmax(1), teacher.softmax(1))


def jaccard(p, target):
    both = (p * target).sum()
    return 1 - both / (p.sum() + target.sum() - both)


def spread(input):
    return (1 - torch.pdist(input).clamp(min=0.1)).clamp(min=0).mean()


CONFUSED = SURE.clone()
CONFUSED[3] = 50 * F.one_hot((TARGET[3] + 1) % 4, 4)
ERROR = torch.full((40,), 5.0)
ERROR[7] = 0
MORE = {
    "another mean": ("relations/reduction", wrong_mean, SURE, TARGET),
    "an error": ("relations/check_a_loss", silent_error, SURE, TARGET),
    "thresholds": ("detached_loss", thresholded, SCORES.sigmoid(), FLAGS),
    "a new leaf": (
        "detached_loss",
        lambda x, y: torch.tensor(F.l1_loss(x, y).item(), requires_grad=True),
        SURE,
        ERROR[:, None].expand(40, 4),
    ),
    "classes predicted": ("detached_loss", F.l1_loss, TARGET, TARGET + 1),
    "a flat loss": (
        "saturated_sigmoid",
        clamped,
        20 * (1 - 2 * FLAGS),
        FLAGS,
    ),
    "no better than a guess": (
        "relations/cross_entropy_gradient",
        F.cross_entropy,
        10 * SURE.roll(1, 0),
        TARGET,
    ),
    "the log of 0": ("log_of_softmax", logs, ERROR, torch.zeros(40)),
    "narrowed": ("narrowed_loss", halved, 50 * SURE, torch.zeros(40, 4)),
    "nan comes in": (
        "sqrt_at_zero",
        F.mse_loss,
        (ERROR - 1).log(),
        ERROR,
    ),
    "the log of a sigmoid": (
        "saturated_sigmoid",
        lambda z, y: -(1 - y - z.sigmoid()).abs().log().mean(),
        200 * (1 - 2 * FLAGS),
        FLAGS,
    ),
    "no logarithm": (
        "kl_probabilities_as_input",
        lambda x, y: F.kl_div(x.softmax(1), y.softmax(1), reduction="sum"),
        SURE.roll(1, 0),
        SURE,
    ),
    "logits to Jaccard": ("bce_on_logits", jaccard, SCORES, FLAGS),
    "one surely wrong": (
        "saturated_sigmoid",
        lambda z, y: F.nll_loss((z.softmax(1) + 1e-8).log(), y),
        CONFUSED,
        TARGET,
    ),
    "labels of 255": (
        "binary_target_out_of_range",
        F.binary_cross_entropy_with_logits,
        SCORES,
        255 * FLAGS,
    ),
    "labels 0 and 1 of a margin": (
        "cosine_target_zero",
        nn.SoftMarginLoss(),
        SCORES,
        FLAGS,
    ),
    "equal predictions": (
        "relations/cosine_is_squared_distance",
        spread,
        torch.ones(8, 4),
        None,
    ),
    "smoothed softmax": (
        "double_softmax",
        nn.CrossEntropyLoss(label_smoothing=0.1),
        SURE.softmax(1),
        TARGET,
    ),
    "soft labels, probabilities": (
        "double_sigmoid",
        F.binary_cross_entropy_with_logits,
        SCORES.sigmoid(),
        0.2 + 0.6 * FLAGS,
    ),
    "a relu": (
        "dropout_before_the_loss",
        F.cross_entropy,
        SURE.relu() + 0.1 * (SURE > 0),
        TARGET,
    ),
    "rare": (
        "focal_initial_bias",
        focal_loss,
        torch.zeros(1000),
        (torch.arange(1000) < 3).float(),
    ),
    "no sample": ("all_ignored", F.mse_loss, torch.ones(0), torch.ones(0)),
    "a column": (
        "broadcast_target",
        lambda x, y: (x - y).square().mean(),
        SCORES[:, None],
        FLAGS,
    ),
}


@pytest.mark.parametrize("name", MORE)
def test_other_trouble_is_found(name):
    expected, *batch = MORE[name]
    found = diagnosed(Batch(*batch))
    assert expected in {each.trouble for each in found}, (
        f"{FILE}:1: {name}: expected {expected}, got {told(found)!r}"
    )


def test_every_trouble_is_found_somewhere():
    batches = [PITFALLS[name]()[0] for name in PITFALLS]
    batches += [Batch(*batch) for _, *batch in MORE.values()]
    found = {each.trouble for batch in batches for each in diagnosed(batch)}
    known = {name for names in snippet.TROUBLES.values() for name in names}
    left = known - found - {"loss_in_the_state_dict"}  # see below
    assert not left, f"{FILE}:1: no batch here has {sorted(left)}"


# What is said of it.


@pytest.mark.parametrize("at", [0, 23, 39])
def test_the_sample_at_fault_is_named(at):
    error = torch.full((40, 3), 5.0)
    error[at] = 0

    def loss(input, target):
        each = -(input - target).square().sum(1).log()
        return (each * each.softmax(0)).sum()

    (found,) = diagnosed(Batch(loss, error, torch.zeros(40, 3)))
    assert f"Sample {at} alone" in found.saw, f"{FILE}:1: {found.saw}"


def test_a_loss_of_the_whole_batch_names_no_sample():
    def loss(input, target):
        each = -(input - target).view(40, 3).square().sum(1).log()
        return (each * each.softmax(0)).sum()

    error = torch.full((40, 3), 5.0)
    error[7] = 0
    (found,) = diagnosed(Batch(loss, error, torch.zeros(40, 3)))
    assert found.saw == "The loss is nan.", f"{FILE}:1: {found.saw}"


def test_a_finding_says_where_to_read():
    (found,) = diagnosed(PITFALLS["double_softmax"]()[0])
    lines = str(found).splitlines()
    assert lines[0] == found.saw
    assert "1.461" in found.saw  # as the pitfall's own run has it
    assert lines[1] == f"  {found.why}"
    assert lines[2] == "  classification/multiclass/#pitfalls/double_softmax.py"


# The way back to the weights.


def through(change) -> list:
    """What is found where the model's output, or its hidden layer, changes."""
    torch.manual_seed(0)
    first, last = nn.Linear(4, 8), nn.Linear(8, 1)
    parameters = [*first.parameters(), *last.parameters()]
    input = change(torch.randn(16, 4), first, last)
    target = input.detach() + torch.linspace(-1, 1, 16)[:, None]
    found = diagnosed(Batch(F.mse_loss, input, target), parameters)
    assert all(each.grad is None for each in parameters)
    if not found:  # and the graph is still there
        F.mse_loss(input, target).backward()
        assert all(each.grad.any() for each in parameters)
    return [each.saw for each in found]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda x, first, last: last(first(x)), ""),
        (lambda x, first, last: last(first(x).detach()), "2 of 4 parameters"),
        (lambda x, first, last: last(first(x)).detach(), "4 of 4 parameters"),
        (lambda x, first, last: (0 * last(first(x))).sqrt(), "not finite"),
    ],
)
def test_parameters_that_the_gradient_does_not_reach(change, expected):
    found = through(change)
    assert bool(found) == bool(expected)
    assert expected in "".join(found)


# Where it runs, and what it leaves behind.

LOGITS, INDEX = HEALTHY["CrossEntropyLoss"](torch.float32)[1:]
WEIGHT = torch.linspace(0.1, 3, 10)
ELSEWHERE = torch.ones(10, device="meta")


def in_closure(weight):
    return lambda x, y: F.cross_entropy(x, y, weight=weight)


@pytest.mark.parametrize(
    "make",
    [
        nn.CrossEntropyLoss,
        in_closure,
        lambda weight: functools.partial(F.cross_entropy, weight=weight),
    ],
)
def test_a_weight_on_another_device(make):
    assert not diagnosed(Batch(make(WEIGHT), LOGITS, INDEX))
    (found,) = diagnosed(Batch(make(ELSEWHERE), LOGITS, INDEX))
    assert found.trouble == "loss_in_the_state_dict"
    assert "weight on meta" in found.saw


def test_a_target_on_another_device():
    (found,) = diagnosed(Batch(F.cross_entropy, LOGITS, INDEX.to("meta")))
    assert "the target on meta" in found.saw


def for_a_gpu(logits, target):
    """Of a kind that is often seen: the device by its name."""
    assert logits.device.type == "cpu"
    label = torch.zeros(logits.shape, device="cuda")
    label.scatter_(1, target.cuda()[:, None], 1.0)
    weight = WEIGHT.to(torch.device("cuda:0")).half().float()
    return -(weight * label * logits.to("cuda").log_softmax(1)).sum(1).mean()


def test_a_gpu_is_not_touched():
    assert not diagnosed(Batch(for_a_gpu, LOGITS, INDEX))
    assert not torch.cuda.is_initialized()


@pytest.mark.parametrize("mode", [torch.no_grad, torch.inference_mode])
def test_it_runs_where_no_gradients_are_kept(mode):
    with mode():
        assert not diagnosed(Batch(F.cross_entropy, 1 * LOGITS, 1 * INDEX))


def test_it_runs_a_compiled_loss():
    loss = torch.compile(focal_loss, backend="eager")
    batch = HEALTHY["focal_loss"](torch.float32)
    assert not diagnosed(batch._replace(loss=loss))


def test_a_loss_may_return_a_dictionary():
    def loss(input, target):
        return {"loss": F.mse_loss(input, target), "size": input.abs().mean()}

    assert not diagnosed(regression(loss)(torch.float32))


@pytest.mark.parametrize(
    "name", ["double_softmax", "loss_in_place", "log_of_softmax"]
)
def test_it_changes_nothing_that_is_given(name):
    batch = PITFALLS[name]()[0]
    leaf = batch.input.detach().clone().requires_grad_()
    batch = batch._replace(input=leaf)
    before = batch.input.detach().clone(), batch.target.clone()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        filters = list(warnings.filters)
        diagnosed(batch)
        assert list(warnings.filters) == filters
    assert torch.equal(batch.input, before[0])
    assert torch.equal(batch.target, before[1])
    assert leaf.grad is None
    assert leaf.requires_grad
    assert not batch.target.requires_grad


@pytest.mark.parametrize("name", ["random inside", "a loss with state"])
def test_it_changes_no_state(name):
    batch = HEALTHY[name](torch.float64)
    held = getattr(batch.loss, "state_dict", dict)()
    held = {name: each.clone() for name, each in held.items()}
    torch.manual_seed(3)
    expected = torch.randn(4)
    torch.manual_seed(3)
    with torch.device("cpu"):
        diagnosed(batch)
    assert torch.equal(torch.randn(4), expected)
    assert torch.get_default_dtype() == torch.float32
    for name, each in held.items():
        assert torch.equal(batch.loss.state_dict()[name], each)


def test_it_calls_the_loss_as_often_as_it_says():
    most = 0
    sick = [PITFALLS[name]()[0] for name in PITFALLS]
    for batch in (*sick, *(made(torch.float32) for made in HEALTHY.values())):
        if isinstance(batch.loss, nn.Module):
            continue  # which is called as its own functions are
        calls = []

        def counted(*arguments, loss=batch.loss, calls=calls):
            calls.append(1)
            return loss(*arguments)

        diagnosed(batch._replace(loss=counted))
        most = max(most, len(calls))
    (said,) = re.findall(r"some (\d+) times", snippet.__doc__)
    assert 0.7 * int(said) < most <= 1.1 * int(said), (
        f"{FILE}:1: calls a loss {most} times, and says {said}"
    )
