"""What the losses under snippets/losses must hold, whatever their formulas.

Each test takes a loss alone, and says which kinds of losses it holds for: a
file dropped into the folder is put to all that hold for its case.
"""

import copy
import inspect
import pickle
import shutil

import torch
from torch import Tensor, nn
from torch.autograd import gradcheck, gradgradcheck

from tests.snippets.case import INDICES, PROBABILITIES
from tests.snippets.checks import (
    HALF,
    failure_of,
    gradient,
    same,
    widen,
)
from tests.snippets.grid import FULL
from tests.snippets.precision import comparisons, tensors_of
from tests.snippets.properties import holds_for_losses
from tests.snippets.under_test import (
    LOSSES,
    REDUCTIONS,
)

ALONE = ("element", "sample", "sequence")  # no value depends on other samples


@holds_for_losses("`weight`", "`ignore_index`", "Names and order", "Defaults")
def test_signature(loss):
    names, kinds = list(loss.options), inspect.Parameter
    assert names[-1:] == ["reduction"], (
        f"{loss}: expected reduction as the last option, got {names}"
    )
    for name, parameter in loss.options.items():
        assert parameter.kind is kinds.KEYWORD_ONLY, (
            f"{loss.at(name)}: {name} must be keyword-only: put it after the *"
        )
    apart = loss.case.value_of == loss.case.depends_on == "element"
    if loss.case.inputs.labels == INDICES and apart:
        for name, default in (("weight", None), ("ignore_index", -100)):
            assert name in names, (
                f"{loss}: takes class indices, and so must take {name}"
            )
            came = loss.options[name].default
            assert came == default, (
                f"{loss.at(name)}: {name} must be {default} by default, as in "
                f"F.cross_entropy, got {came}"
            )
        assert loss.case.unbatched, (
            f"{loss}: takes class indices, and so must take one sample: "
            f"set unbatched=True in {loss.case_at}"
        )


def told(case) -> dict[str, tuple[tuple[str, ...], str]]:
    """What a docstring must tell: words that do, and a sentence that has them.

    Whether a loss does so is a matter of its case, and tested; here only that
    its readers are told.
    """
    facts = {
        "its arguments": (("Args:",), "Args:"),
        "its errors": (("Raises:",), "Raises:"),
        "its reductions": (("reduction:",), "reduction: 'none', 'mean', 'sum'"),
        "that it returns float32 for half precision": (
            ("returned, in float32", "returned in float32"),
            "Half precision is computed, and the loss returned, in float32.",
        ),
        "that the mean of an empty batch is 0": (
            ("empty", "no sample"),
            "The mean of an empty batch is 0.",
        ),
    }
    if case.ignore:
        facts["that the mean is 0 if all is ignored"] = (
            ("all ignored", "all is ignored"),
            "If all is ignored the mean is 0.",
        )
    if case.unbatched and case.inputs.class_dim is not None:
        facts["that one sample may come without a batch"] = (
            ("(K,)",),
            "(N, K), or (K,) for one sample.",
        )
    if case.cancels:
        facts["where terms cancel, as its case says"] = (
            (case.cancels,),
            case.cancels,
        )
    return facts


@holds_for_losses()
def test_docstring_tells_what_the_case_says(loss):
    for fact, (words, sentence) in told(loss.case).items():
        assert any(word in loss.doc for word in words), (
            f"{loss}: the docstring does not tell {fact}: write, say, "
            f"'{sentence}'"
        )
    if not loss.case.ignore:
        assert "ignore_index" not in loss.doc, (
            f"{loss}: the docstring names ignore_index, but "
            f"{loss.case_at} has no `ignore`"
        )
    if loss.case.inputs.class_dim is not None and not loss.case.unbatched:
        assert "(K,)" not in loss.doc, (
            f"{loss}: the docstring allows (K,), but its case no sample "
            "without a batch: set unbatched=True there"
        )


@holds_for_losses("Gradient")
def test_gradcheck_and_gradgradcheck(loss):
    tensors = list(loss.batch(size=4))
    places = loss.differentiable(tensors)
    if loss.case.inputs.labels == PROBABILITIES:
        # At a hard label the loss of a probability has an end, not a slope.
        tensors[-1] = tensors[-1].clamp(0.1, 0.9)
    inputs = [tensors[place].requires_grad_() for place in places]
    for choice in loss.few:

        def value(*inputs, choice=choice):
            new = list(tensors)
            for place, each in zip(places, inputs, strict=True):
                new[place] = each
            return loss(*new, **choice, reduction="none")

        for check in (gradcheck, gradgradcheck):
            try:
                fine = check(value, inputs)
            except RuntimeError as error:
                raise AssertionError(f"{loss}: {choice}: {error}") from error
            assert fine, f"{loss}: {choice}: {check.__name__} fails"


@holds_for_losses("Half precision")
def test_half_precision_is_computed_in_float32(loss):
    for dtype in HALF:
        first, *others = tensors = tensors_of(loss.extremes, dtype)
        for choice in loss.choices:
            for each in comparisons(loss, tensors, **choice, reduction="none"):
                at = failure_of(each.wrong)
                if at is None:
                    continue
                sample = at * len(first) // max(each.wrong.numel(), 1)
                where = [
                    f"{name} {tensor[sample].tolist()}"
                    for name, tensor in loss.named((first, *others))
                    if len(tensor) == len(first)
                ]
                raise AssertionError(
                    f"{loss}: at {', '.join(where)}, {choice}, {dtype}: "
                    f"{each.what}: expected {each.wanted.flatten()[at].item()}"
                    f", got {each.came.flatten()[at].item()}; compute in "
                    "float32, and return it"
                )


@holds_for_losses("Half precision")
def test_sum_over_many_in_half_precision(loss):
    # Beyond 65504, where float16 ends. A loss of a batch may compare every two.
    size = 2_000 if loss.case.depends_on == "batch" else 200_000
    first, *others = loss.batch(torch.float32, size=size)
    wide = [widen(each) for each in others]
    for dtype in HALF:
        scores = first.to(dtype)
        where = f"a sum of {dtype} scores"
        came = loss.takes(where, scores, *others, reduction="sum")
        exact = loss(scores.double(), *wide, reduction="sum")
        same(came.double(), exact, f"{loss}: {where}", rtol=1e-4, atol=0)


@holds_for_losses("Half precision")
def test_gradient_under_a_gradient_scaler(loss):
    # torch.amp.GradScaler multiplies the loss by this before the first step.
    scale = 65536.0
    for dtype in HALF:
        first, *others = loss.batch(torch.float32, size=64)
        scores = first.to(dtype).requires_grad_()
        wide = scores.detach().double().requires_grad_()
        value = loss.takes(f"{dtype} scores", scores, *others)
        (scale * value).backward()
        (scale * loss(wide, *(widen(each) for each in others))).backward()
        same(
            scores.grad.double(),
            wide.grad.to(dtype).double(),  # which may be infinite there
            f"{loss}: the scaled gradient of {dtype}",
            rtol=2 * torch.finfo(dtype).eps,
            atol=torch.finfo(dtype).tiny,
        )


@holds_for_losses(
    "A score of −∞", when=lambda case: case.inputs.labels == INDICES
)
def test_classes_ruled_out_by_a_logit_of_minus_infinity(loss):
    first, *others = loss.batch()
    dim = loss.case.inputs.class_dim
    label = others[-1].unsqueeze(dim)
    after = (label + 1) % first.shape[dim]
    for place, index in (("own", label), ("next", after)):
        logits = first.scatter(dim, index, -torch.inf).requires_grad_()
        for choice in loss.one_moved:
            where = f"{loss}: {choice}: the {place} class's logit is -inf"
            came = loss(logits, *others, **choice)
            slope = gradient(came, logits)
            assert slope.isfinite().all(), f"{where}: gradient {slope}"
            if place == "next":
                assert came.isfinite(), f"{where}: got {came}"


@holds_for_losses("Other types")
def test_dtype_follows_the_input(loss):
    for dtype in (*HALF, torch.float32, torch.float64):
        first, *others = loss.batch(dtype)
        first.requires_grad_()
        expected = torch.float32 if dtype in HALF else dtype
        for reduction in REDUCTIONS:
            came = loss(first, *others, reduction=reduction)
            assert came.dtype == expected, (
                f"{loss}: {dtype} in, reduction={reduction!r}: expected "
                f"{expected}, got {came.dtype}"
            )
        slope = gradient(came, first)
        assert slope.dtype == dtype, (
            f"{loss}: gradient of {dtype}: got {slope.dtype}"
        )


@holds_for_losses("`torch.autocast`")
def test_autocast(loss):
    first, *others = loss.batch(torch.float32)
    wide = [widen(each) for each in others]
    layer = nn.Linear(first.shape[-1], first.shape[-1])
    for dtype in (torch.bfloat16, torch.float16):
        with torch.autocast("cpu", dtype=dtype):
            same(
                loss(first, *others),
                loss(first.double(), *wide).float(),
                f"{loss}: of float32 under autocast",
                check_dtype=False,
            )
            scores = layer(first)
            assert scores.dtype == dtype, f"autocast made {scores.dtype}"
            # The labels stay what the data loader made them: float32.
            came = loss(scores, *others)
        came.backward()
        exact = loss(scores.detach().double(), *wide)
        same(
            came.detach().double(),
            exact,
            f"{loss}: of {dtype} scores and {others[-1].dtype} labels",
            rtol=2 * torch.finfo(dtype).eps,
            atol=0,
        )
        slope = layer.weight.grad
        assert slope.isfinite().all(), f"{loss}: {dtype}: gradient {slope}"


@holds_for_losses("`torch.compile`")
def test_compiles_to_one_graph(loss):
    # Inductor writes C++ and takes its time: once, where a compiler exists.
    once = (FULL or loss == LOSSES[0]) and shutil.which("g++")
    for choice, backend in (
        ({}, "inductor" if once else "aot_eager"),
        (loss.few[-1], "aot_eager" if FULL else "eager"),
    ):
        module = loss.made(**choice)
        where = f"{loss}: {choice}: compiled by {backend}"
        torch.compiler.reset()
        compiled = torch.compile(module, fullgraph=True, backend=backend)
        first, *others = loss.batch(torch.float32)
        first.requires_grad_()
        try:
            came = compiled(first, *others)
        except Exception as error:
            raise AssertionError(f"{where}: not one graph: {error}") from error
        expected = module(first, *others)
        same(came, expected, where)
        came, expected = gradient(came, first), gradient(expected, first)
        same(came, expected, f"{where}: gradient")


def of_one(loss, choice):
    """The loss of a single sample, which has no dimension of the batch."""
    dims = [loss.batch_dim(name) for name in loss.arguments]

    def one(*sample):
        batch = [
            each if dim is None else each.unsqueeze(dim)
            for each, dim in zip(sample, dims, strict=True)
        ]
        return loss(*batch, **choice, reduction="sum")

    return one, tuple(dims)


@holds_for_losses("`torch.func`", depends_on=ALONE)
def test_func_grad_and_vmap(loss):
    tensors = loss.batch()
    for choice in loss.one_moved:
        one, dims = of_one(loss, choice)
        each = torch.func.vmap(torch.func.grad(one), in_dims=dims)(*tensors)
        whole = torch.func.grad(loss)(*tensors, **choice, reduction="sum")
        dim = loss.batch_dim(loss.arguments[0]) or 0
        same(
            each.movedim(0, dim),
            whole,
            f"{loss}: {choice}: vmap of grad",
        )


@holds_for_losses("`torch.func`")
def test_func_grad_and_vmap_over_batches(loss):
    several = [loss.batch(), [each.clone() for each in loss.batch()]]
    several[1][0].neg_()
    stacked = [torch.stack(each) for each in zip(*several, strict=True)]
    for choice in loss.one_moved:

        def whole(*tensors, choice=choice):
            return loss(*tensors, **choice)

        came = torch.func.vmap(torch.func.grad(whole))(*stacked)
        expected = [torch.func.grad(whole)(*batch) for batch in several]
        where = f"{loss}: {choice}: vmap of grad over batches"
        same(came, torch.stack(expected), where)


@holds_for_losses("Shapes")
def test_strides_do_not_matter(loss):
    tensors = loss.batch(size=8)
    expected = loss(*tensors, reduction="none")
    strided = [torch.stack([each, each], dim=-1)[..., 0] for each in tensors]
    where = f"{loss}: not contiguous"
    same(loss(*strided, reduction="none"), expected, where)


@holds_for_losses("Shapes", depends_on=ALONE)
def test_expanded_samples(loss):
    tensors = loss.batch(size=8)
    expected = loss(*tensors, reduction="none")[:1]
    expected = expected.expand(5, *expected.shape[1:])
    one = loss.pick(tensors, [0])
    several = [
        each
        if loss.batch_dim(name) is None
        else each.expand(
            [
                5 if dim == loss.batch_dim(name) else -1
                for dim in range(each.dim())
            ]
        )
        for name, each in loss.named(one)
    ]
    same(loss(*several, reduction="none"), expected, f"{loss}: expanded")


@holds_for_losses("Order", depends_on=ALONE)
def test_samples_are_independent(loss):
    tensors = loss.batch()
    first = tensors[0].clone().requires_grad_()
    each = loss(first, *tensors[1:], reduction="none")
    slope = gradient(each[2], first)
    sample = slope.select(loss.batch_dim(loss.arguments[0]) or 0, 2)
    assert sample.any(), (
        f"{loss.case_at}: value 2 of {loss} has no gradient by its own "
        f"{loss.case.depends_on}; if the loss is flat there, let the batch of "
        "the case stay clear of where it is flat"
    )
    sample.zero_()
    assert not slope.any(), (
        f"{loss}: value 2 has a gradient by other samples, though it depends "
        f"on its {loss.case.depends_on} alone, as {loss.case_at}"
        f" has it: {slope}"
    )


@holds_for_losses(depends_on=("batch",))
def test_values_depend_on_the_batch(loss):
    tensors = list(loss.batch())
    count = 0
    for place in loss.differentiable(tensors):
        changed = tensors[place].clone().requires_grad_()
        before, after = tensors[:place], tensors[place + 1 :]
        each = loss(*before, changed, *after, reduction="none")
        slope = gradient(each.flatten()[0], changed)
        touched = slope.movedim(loss.batch_dim(loss.arguments[place]) or 0, 0)
        count = max(count, touched.flatten(1).any(1).sum().item())
    assert count > 1, (
        f"{loss}: a value depends on {count} sample, though on the batch, as "
        f"{loss.case_at} has it: set depends_on there"
    )


@holds_for_losses("Shapes", value_of=("element",), depends_on=("element",))
def test_more_dimensions_are_more_samples(loss):
    tensors = loss.batch(size=12)
    shaped = []
    for each in tensors:
        new = each.view(2, 3, 2, *each.shape[1:])
        if each.dim() > tensors[-1].dim():
            new = new.movedim(-1, loss.case.inputs.class_dim)
        shaped.append(new)
    for reduction in REDUCTIONS:
        came = loss(*shaped, reduction=reduction)
        flat = loss(*tensors, reduction=reduction)
        flat = flat.view(2, 3, 2) if reduction == "none" else flat
        same(came, flat, f"{loss}: of the shape (2, 3, 2), {reduction}")


@holds_for_losses("Shapes", depends_on=ALONE)
def test_one_sample_without_a_batch(loss):
    tensors = loss.batch()
    expected = loss(*tensors, reduction="none")[0]
    single = [
        each
        if loss.batch_dim(name) is None
        else each.select(loss.batch_dim(name), 0)
        for name, each in loss.named(tensors)
    ]
    try:
        came = loss(*single, reduction="none")
    except ValueError as error:
        message = str(error)
        assert not loss.case.unbatched, (
            f"{loss}: a sample without a batch: {message}; if that is meant, "
            f"set unbatched=False in {loss.case_at}"
        )
        assert message.startswith(tuple(loss.arguments)), (
            f"{loss}: a sample without a batch: expected an error that names "
            f"one of {loss.arguments} first, got: {message}"
        )
    else:
        assert loss.case.unbatched, (
            f"{loss}: a sample without a batch: expected a ValueError, got "
            f"{came}; if it may come so, set unbatched=True in "
            f"{loss.case_at}"
        )
        same(came, expected, f"{loss}: a sample without a batch")


def is_nothing(first, value, where) -> None:
    """The value is 0, and so is its gradient."""
    same(value, torch.zeros_like(value), where)
    slope = gradient(value, first)
    assert slope.shape == first.shape, f"{where}: gradient {slope}"
    assert not slope.any(), f"{where}: expected a gradient of 0, got {slope}"


@holds_for_losses("Nothing left")
def test_empty_batch(loss):
    first, *others = loss.batch(size=0)
    first.requires_grad_()
    for choice in loss.one_moved:
        where = f"{loss}: {choice}: empty batch"
        if loss.case.value_of != "batch":
            each = loss(first, *others, **choice, reduction="none")
            shape = loss.shape((first, *others))
            same(each, torch.zeros(shape, dtype=each.dtype), where)
        for reduction in ("mean", "sum"):
            came = loss(first, *others, **choice, reduction=reduction)
            is_nothing(first, came, f"{where}, {reduction}")


@holds_for_losses(
    "`ignore_index`",
    depends_on=("element",),
    when=lambda case: case.ignore,
)
def test_ignored_samples_count_for_nothing(loss):
    first, *others = loss.batch()
    first.requires_grad_()
    every_other = torch.arange(len(others[-1])) % 2 == 0
    for choice in loss.choices:
        where = f"{loss}: {choice}: every other sample ignored"
        some = loss.case.ignore((first, *others), every_other, choice)
        each = loss(*some, **choice, reduction="none")
        kept = loss.case.weights(some, each, choice) != 0
        kept &= ~every_other
        mean = loss(*some, **choice)
        rest = loss.pick(some, kept)
        same(mean, loss(*rest, **choice), where)
        slope = gradient(mean, first)
        assert not slope[~kept].any(), f"{where}: their gradient is {slope}"


@holds_for_losses("Nothing left", when=lambda case: case.ignore)
def test_everything_ignored_is_nothing(loss):
    first, *others = loss.batch()
    first.requires_grad_()
    everything = torch.ones_like(others[-1], dtype=torch.bool)
    for choice in loss.choices:
        where = f"{loss}: {choice}: all ignored"
        none = loss.case.ignore((first, *others), everything, choice)
        for reduction in ("mean", "sum"):
            came = loss(*none, **choice, reduction=reduction)
            is_nothing(first, came, f"{where}, {reduction}")


@holds_for_losses("`ignore_index`", when=lambda case: case.ignore)
def test_ignored_entries_reach_nothing(loss):
    first, *others = loss.batch()
    last = others[-1]
    mask = torch.zeros_like(last, dtype=torch.bool)
    mask.view(-1)[::3] = True
    over = mask
    if first.dim() > last.dim():
        over = mask.unsqueeze(loss.case.inputs.class_dim).expand_as(first)
    for choice in loss.choices:
        some = loss.case.ignore((first, *others), mask, choice)
        expected = loss(*some, **choice, reduction="none")
        for fill in (7.0, float("nan"), float("inf")):
            where = f"{loss}: {choice}: {fill} where ignored"
            changed = first.masked_fill(over, fill).requires_grad_()
            came = loss(changed, *some[1:], **choice, reduction="none")
            same(came, expected, where, rtol=0, atol=0)
            slope = gradient(came, changed)
            hidden = slope.isfinite().all() and not slope[over].any()
            assert hidden, (
                f"{where}: expected a gradient of 0 there, got {slope}: "
                "replace what is ignored before the arithmetic"
            )


@holds_for_losses("`reduction`")
def test_reductions_agree(loss):
    tensors = loss.batch()
    for choice in loss.choices:
        where = f"{loss}: {choice}"
        each = loss(*tensors, **choice, reduction="none")
        shape = loss.shape(tensors)
        assert each.shape == shape, (
            f"{where}: reduction='none': expected the shape {shape}, a value "
            f"of each {loss.case.value_of}, got {tuple(each.shape)}"
        )
        total = loss(*tensors, **choice, reduction="sum")
        same(total, each.sum(), f"{where}: sum")
        weights = loss.case.weights(tensors, each, choice)
        mean = loss(*tensors, **choice, reduction="mean")
        same(mean, each.sum() / weights.sum(), f"{where}: mean")
        by_default = loss(*tensors, **choice)
        same(by_default, mean, f"{where}: the default is the mean")


@holds_for_losses("Order")
def test_order_of_the_batch_changes_nothing(loss):
    tensors = loss.batch()
    order = [3, 1, 5, 0, 2, 4]
    moved = loss.pick(tensors, order)
    alone = loss.case.depends_on != "batch"
    exactly = {"rtol": 0, "atol": 0} if alone else {}
    for choice in loss.one_moved:
        where = f"{loss}: {choice}: permuted"
        each = loss(*tensors, **choice, reduction="none")
        came = loss(*moved, **choice, reduction="none")
        expected = each if loss.case.value_of == "batch" else each[order]
        same(came, expected, where, **exactly)
        same(loss(*moved, **choice), loss(*tensors, **choice), where)


@holds_for_losses(when=lambda case: case.invariances)
def test_invariances(loss):
    tensors = loss.batch()
    for invariance in loss.case.invariances:
        for choice in loss.choices:
            changed, options = invariance.change(tensors, choice)
            moved = any(
                not torch.equal(*each)
                for each in zip(changed, tensors, strict=True)
            )
            where = f"{loss}: {choice}: {invariance}"
            assert moved, (
                f"{loss.case_at}: {invariance}: changes no "
                "tensor of the batch, and so shows nothing"
            )
            expected = loss(*tensors, **choice, reduction="none")
            came = loss(*changed, **options, reduction="none")
            same(
                came,
                invariance.values(expected),
                f"{where}: should leave the values alone",
                rtol=1e-10,
                atol=1e-13,
            )


@holds_for_losses("Your tensors")
def test_arguments_are_not_modified(loss):
    tensors = loss.batch()
    places = loss.differentiable(tensors)
    for choice in loss.one_moved:
        mine = copy.deepcopy((tensors, choice))
        for place in places:
            tensors[place].requires_grad_()
        loss(*tensors, **choice).backward()
        tensors = tuple(each.detach() for each in tensors)
        for name, before, after in zip(
            loss.arguments, mine[0], tensors, strict=True
        ):
            where = f"{loss.at(name)}: {choice}: {name} was modified"
            same(after, before, where, rtol=0, atol=0)
        for name, value in choice.items():
            if isinstance(value, Tensor):
                where = f"{loss.at(name)}: {name} was modified"
                same(value, mine[1][name], where, rtol=0, atol=0)


@holds_for_losses("Any device")
def test_nothing_is_read_from_the_device(loss):
    # A meta tensor has no values: to branch on one, or to copy it to the CPU,
    # raises here and would stop to synchronize on a GPU.
    for choice in loss.one_moved:
        choice = {
            name: value.to("meta") if isinstance(value, Tensor) else value
            for name, value in choice.items()
        }
        first, *others = (each.to("meta") for each in loss.batch())
        first.requires_grad_()
        for reduction in REDUCTIONS:
            where = f"{loss}: {choice}, {reduction}: on the meta device"
            try:
                came = loss(first, *others, **choice, reduction=reduction)
                came.sum().backward()
            except (RuntimeError, NotImplementedError) as error:
                raise AssertionError(
                    f"{where}: a value is read, or moved to another device: "
                    f"{error}"
                ) from error
            shape = ()
            if reduction == "none":
                shape = loss.shape((first, *others))
            assert came.is_meta, f"{where}: expected meta, got {came.device}"
            assert came.shape == shape, (
                f"{where}: expected the shape {shape}, got {tuple(came.shape)}"
            )


@holds_for_losses("Inference mode")
def test_inference_mode(loss):
    tensors = loss.batch()
    expected = loss(*tensors)
    with torch.inference_mode():
        same(loss(*tensors), expected, f"{loss}: inference mode")
        same(loss(*loss.batch()), expected, f"{loss}: inference tensors")


@holds_for_losses("The module")
def test_module_is_the_function(loss):
    tensors = loss.batch()
    for choice in loss.choices:
        for reduction in REDUCTIONS:
            options = {**choice, "reduction": reduction}
            came = loss.made(**options)(*tensors)
            expected = loss(*tensors, **options)
            same(came, expected, f"{loss}: module with {options}")
    came = inspect.signature(loss.module).parameters
    ours = {n: (p.kind, p.default) for n, p in came.items()}
    expected = {n: (p.kind, p.default) for n, p in loss.options.items()}
    assert ours == expected, (
        f"{loss}: the module takes {ours}, expected the function's {expected}"
    )


@holds_for_losses("The module")
def test_module_pickles_and_shows_its_options(loss):
    tensors = loss.batch()
    for choice in loss.one_moved:
        options = {**choice, "reduction": "sum"}
        module = loss.made(**options)
        copied = pickle.loads(pickle.dumps(module))
        where = f"{loss}: {options}"
        same(copied(*tensors), module(*tensors), f"{where}: pickled")
        for name, value in options.items():
            text = f"{name}={value!r}"
            if isinstance(value, Tensor):
                text = f"{name}="
            assert text in repr(module), (
                f"{where}: expected {text} in repr, got {module!r}: return it "
                "from extra_repr"
            )


@holds_for_losses("The module")
def test_module_holds_tensors_as_buffers(loss):
    for choice in loss.one_moved:
        module = loss.made(**choice)
        tensors = {n for n, v in choice.items() if isinstance(v, Tensor)}
        state = module.state_dict()
        where = f"{loss}: {choice}"
        assert set(state) == tensors, (
            f"{where}: expected {sorted(tensors)} in the state_dict, got "
            f"{sorted(state)}: register_buffer holds a tensor"
        )
        module.to(torch.float64)
        for name in tensors:
            came = getattr(module, name).dtype
            assert came == torch.float64, f"{where}: {name} stayed {came}"
            changed = {name: torch.full_like(choice[name], 7.0)}
            module.load_state_dict(changed)
            same(getattr(module, name), changed[name].double(), where)
            other = {name: torch.full_like(choice[name], 0.5).double()}
            batch = loss.batch()
            same(
                torch.func.functional_call(module, other, batch),
                loss(*batch, **{**choice, **other}),
                f"{where}: another {name}, by functional_call",
            )
            device = getattr(module.to("meta"), name).device
            assert device.type == "meta", f"{where}: {name} stayed on {device}"
