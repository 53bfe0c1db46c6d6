"""What every loss under snippets/losses must hold, whatever its formula.

Each test takes a loss alone, so that a file dropped into the folder is put to
all of them; test_new_snippet.py does that with a naive one.
"""

import copy
import inspect
import pickle
import shutil

import pytest
import torch
from torch import Tensor, nn
from torch.autograd import gradcheck, gradgradcheck

from tests.snippets import cases
from tests.snippets.cases import each_loss, gradient, same

HALF = (torch.float16, torch.bfloat16)
REDUCTIONS = ("none", "mean", "sum")


@each_loss
def test_signature(loss):
    names, kinds = list(loss.options), inspect.Parameter
    assert loss.arguments in (["logits", "target"], ["input", "target"]), (
        f"{loss}: expected (logits, target) or (input, target), "
        f"got {loss.arguments}"
    )
    assert names[-1:] == ["reduction"], f"{loss}: reduction is last, {names}"
    for name, parameter in loss.options.items():
        assert parameter.kind is kinds.KEYWORD_ONLY, (
            f"{loss}: {name} must be keyword-only"
        )
        assert parameter.default is not kinds.empty, f"{loss}: {name}: default"
    for word in ("Args:", "Raises:", "reduction:"):
        assert word in loss.doc, f"{loss}: docstring without {word}"


@each_loss
def test_gradcheck_and_gradgradcheck(loss):
    first, target = loss.batch(size=4)
    first.requires_grad_()
    inputs = (first,)
    if loss.kind != "classes":
        target.requires_grad_()
        inputs = (first, target)
    for choice in loss.choices:

        def value(first, target=target, choice=choice):
            return loss(first, target, **choice, reduction="none")

        try:
            # At a hard label the loss of a probability has an end, not a slope.
            if loss.kind == "binary":
                inner = target.detach().clamp(0.1, 0.9).requires_grad_()
                inputs = (first, inner)
            assert gradcheck(value, inputs)
            assert gradgradcheck(value, inputs)
        except RuntimeError as error:
            raise AssertionError(f"{loss}, {choice}: {error}") from error


@each_loss
def test_half_precision_is_float64_rounded(loss):
    for dtype in HALF:
        first, target = loss.extremes(dtype)
        first = first.detach().requires_grad_()
        wide = first.detach().double().requires_grad_()
        labels = target.double() if target.is_floating_point() else target
        for choice in loss.choices:
            came = loss(first, target, **choice, reduction="none")
            exact = loss(wide, labels, **choice, reduction="none")
            pairs = {
                "value": (came, exact),
                "gradient": (gradient(came, first), gradient(exact, wide)),
            }
            info = torch.finfo(dtype)
            for what, (number, wanted) in pairs.items():
                number = number.detach().double()
                wanted = wanted.detach()
                # What must be rounded to the dtype, rounds to its infinity.
                fits = wanted.abs() <= info.max
                bad = (number - wanted).abs() > info.eps * wanted.abs().clamp(
                    min=info.tiny / info.eps
                )
                bad = (bad | ~number.isfinite()) & fits
                if loss.kind == "binary" and what == "gradient":
                    # Rounded terms that cancel; see test_oracles.py.
                    bad &= (number - wanted).abs() > 1e-5
                for at in bad.nonzero().tolist()[:1]:
                    raise AssertionError(
                        f"{loss} at {first[at[0]].tolist()}, target "
                        f"{target[at[0]].item()}, {choice}, {dtype}: {what}: "
                        f"expected {wanted[tuple(at)].item()}, got "
                        f"{number[tuple(at)].item()}"
                    )


@each_loss
def test_dtype_follows_the_input(loss):
    for dtype in (*HALF, torch.float32, torch.float64):
        first, target = loss.batch(dtype)
        first.requires_grad_()
        expected = dtype
        if dtype in HALF and "the loss returned, in float32" in loss.doc:
            expected = torch.float32
        for reduction in REDUCTIONS:
            came = loss(first, target, reduction=reduction)
            assert came.dtype == expected, (
                f"{loss}: {dtype} in, {reduction}: expected {expected}, got "
                f"{came.dtype} (unless the docstring says 'Half precision is "
                "computed, and the loss returned, in float32')"
            )
        slope = gradient(came, first)
        assert slope.dtype == dtype, f"{loss}: gradient of {dtype}: {slope}"


@each_loss
def test_autocast(loss):
    first, target = loss.batch(torch.float32)
    layer = nn.Linear(first.shape[-1], first.shape[-1])
    for dtype in (torch.bfloat16, torch.float16):
        with torch.autocast("cpu", dtype=dtype):
            same(
                loss(first, target),
                loss.function(first.double(), cases.widen(target)).float(),
                f"{loss} of float32 under autocast",
                check_dtype=False,
            )
            scores = layer(first)
            assert scores.dtype == dtype
            # The labels stay what the data loader made them: float32.
            came = loss(scores, target)
        came.backward()
        exact = loss(scores.detach().double(), cases.widen(target))
        same(
            came.detach().double(),
            exact,
            f"{loss} of {dtype} scores and {target.dtype} targets",
            rtol=2 * torch.finfo(dtype).eps,
            atol=0,
        )
        assert layer.weight.grad.isfinite().all(), f"{loss}: {dtype} gradient"


@each_loss
def test_compiles_to_one_graph(loss):
    module = loss.module()
    # Inductor writes C++ and takes its time: once, where a compiler exists.
    once = loss == cases.LOSSES[0] and shutil.which("g++")
    backend = "inductor" if once else "aot_eager"
    torch.compiler.reset()
    compiled = torch.compile(module, fullgraph=True, backend=backend)
    first, target = loss.batch(torch.float32)
    first.requires_grad_()
    try:
        came = compiled(first, target)
    except Exception as error:
        raise AssertionError(f"{loss}, {backend}: {error}") from error
    expected = module(first, target)
    same(came, expected, f"{loss} compiled by {backend}")
    same(
        gradient(came, first),
        gradient(expected, first),
        f"{loss}: gradient compiled by {backend}",
    )


@each_loss
def test_func_grad_and_vmap(loss):
    first, target = loss.batch()

    for choice in loss.few:

        def one(score, label, choice=choice):
            return loss(score[None], label[None], **choice, reduction="sum")

        each = torch.func.vmap(torch.func.grad(one))(first, target)
        whole = torch.func.grad(loss.function)(
            first, target, **choice, reduction="sum"
        )
        same(each, whole, f"{loss}, {choice}: vmap of grad")


@each_loss
def test_strides_do_not_matter(loss):
    first, target = loss.batch(size=8)
    expected = loss(first, target, reduction="none")
    strided = torch.stack([first, first + 1], dim=-1)[..., 0]
    labels = torch.stack([target, target], dim=-1)[..., 0]
    assert not strided.is_contiguous()
    where = f"{loss}: not contiguous"
    same(loss(strided, labels, reduction="none"), expected, where)
    one, label = first[:1], target[:1]
    came = loss(
        one.expand(5, *one.shape[1:]), label.expand(5), reduction="none"
    )
    same(came, expected[:1].expand(5), f"{loss}: expanded")


@each_loss
def test_more_dimensions_are_more_samples(loss):
    first, target = loss.batch(size=12)
    expected = loss(first, target, reduction="none").view(2, 3, 2)
    shape = first.view(2, 3, 2, *first.shape[1:])
    if loss.kind == "classes":
        shape = shape.movedim(-1, 1)
    came = loss(shape, target.view(2, 3, 2), reduction="none")
    same(came, expected, f"{loss}: (2, 3, 2)")


@each_loss
def test_one_sample_without_a_batch(loss):
    first, target = loss.batch()
    expected = loss(first, target, reduction="none")[0]
    try:
        came = loss(first[0], target[0], reduction="none")
    except ValueError as error:
        message = str(error)
        assert loss.kind == "classes", f"{loss}: zero-dimensional: {message}"
        assert "(K,)" not in loss.doc, f"{loss}: documented, but: {message}"
        assert message.startswith("logits"), f"{loss}: {message}"
    else:
        same(came, expected, f"{loss}: zero-dimensional target")


@each_loss
def test_empty_batch(loss):
    first, target = loss.batch(size=0)
    first.requires_grad_()
    for choice in loss.few:
        where = f"{loss}, {choice}: empty batch"
        each = loss(first, target, **choice, reduction="none")
        same(each, torch.zeros(0, dtype=each.dtype), where)
        total = loss(first, target, **choice, reduction="sum")
        assert total.item() == 0, f"{where}: expected sum 0, got {total}"
        mean = loss(first, target, **choice, reduction="mean")
        slope = gradient(mean, first)
        assert slope.shape == first.shape, f"{where}: gradient {slope}"
        # nan is what PyTorch's own losses give; 0 must be promised.
        if not mean.isnan():
            assert mean.item() == 0, f"{where}: expected 0 or nan, got {mean}"
            said = "empty" in loss.doc or "no sample" in loss.doc
            assert said, f"{where}: mean is 0, and the docstring does not say"


@each_loss
def test_ignored_samples_count_for_nothing(loss):
    if "ignore_index" not in loss.options:
        assert "ignore_index" not in loss.doc
        return
    first, target = loss.batch()
    first.requires_grad_()
    for choice in loss.choices:
        ignored = choice["ignore_index"]
        where = f"{loss}, {choice}"
        some = target.clone()
        some[::2] = ignored
        kept = target != ignored
        kept[::2] = False
        mean = loss(first, some, **choice)
        same(mean, loss(first[kept], target[kept], **choice), where)
        slope = gradient(mean, first)
        assert not slope[~kept].any(), f"{where}: ignored samples: {slope}"
        none = torch.full_like(target, ignored)
        mean = loss(first, none, **choice)
        slope = gradient(mean, first)
        where = f"{where}: all ignored"
        if not mean.isnan():
            assert mean.item() == 0, f"{where}: expected 0 or nan, got {mean}"
            assert not slope.any(), f"{where}: expected no gradient: {slope}"
            assert "all ignored" in loss.doc, f"{where}: docstring does not say"


@each_loss
def test_reductions_agree(loss):
    first, target = loss.batch()
    for choice in loss.choices:
        where = f"{loss}, {choice}"
        each = loss(first, target, **choice, reduction="none")
        assert each.shape == target.shape, f"{where}: shape {each.shape}"
        total = loss(first, target, **choice, reduction="sum")
        same(total, each.sum(), f"{where}: sum")
        weight = torch.ones_like(each)
        if isinstance(choice.get("alpha"), Tensor):
            weight = choice["alpha"].to(each.dtype)[target]
        if "ignore_index" in choice:
            weight = weight.where(target != choice["ignore_index"], 0)
        mean = loss(first, target, **choice, reduction="mean")
        same(mean, each.sum() / weight.sum(), f"{where}: mean")
        by_default = loss(first, target, **choice)
        same(by_default, mean, f"{where}: the default is the mean")


@each_loss
def test_order_of_the_batch_changes_nothing(loss):
    first, target = loss.batch()
    order = torch.tensor([3, 1, 5, 0, 2, 4])
    for choice in loss.few:
        where = f"{loss}, {choice}: permuted"
        each = loss(first, target, **choice, reduction="none")
        moved = loss(first[order], target[order], **choice, reduction="none")
        same(moved, each[order], where, rtol=0, atol=0)
        same(
            loss(first[order], target[order], **choice),
            loss(first, target, **choice),
            where,
        )


@each_loss
def test_arguments_are_not_modified(loss):
    first, target = loss.batch()
    for choice in loss.few:
        mine = copy.deepcopy((first, target, choice))
        first.requires_grad_()
        loss(first, target, **choice).backward()
        first = first.detach()
        for before, after in zip(mine[:2], (first, target), strict=True):
            same(after, before, f"{loss}, {choice}: modified", rtol=0, atol=0)
        for name, value in choice.items():
            if isinstance(value, Tensor):
                same(value, mine[2][name], f"{loss}: {name} was modified")


@each_loss
def test_nothing_is_read_from_the_device(loss):
    # A meta tensor has no values: to branch on one, or to copy it to the CPU,
    # raises here and would stop to synchronize on a GPU.
    for choice in loss.few:
        choice = {
            name: value.to("meta") if isinstance(value, Tensor) else value
            for name, value in choice.items()
        }
        first, target = (each.to("meta") for each in loss.batch())
        first.requires_grad_()
        for reduction in REDUCTIONS:
            where = f"{loss}, {choice}, {reduction}: on the meta device"
            try:
                came = loss(first, target, **choice, reduction=reduction)
                came.sum().backward()
            except (RuntimeError, NotImplementedError) as error:
                raise AssertionError(f"{where}: {error}") from error
            shape = target.shape if reduction == "none" else ()
            assert came.is_meta, f"{where}: got {came.device}"
            assert came.shape == shape, f"{where}: {shape}, got {came.shape}"


@each_loss
def test_inference_mode(loss):
    first, target = loss.batch()
    expected = loss(first, target)
    with torch.inference_mode():
        same(loss(first, target), expected, f"{loss}: inference mode")
        first, target = loss.batch()
        same(loss(first, target), expected, f"{loss}: inference tensors")


@each_loss
def test_module_is_the_function(loss):
    first, target = loss.batch()
    for choice in loss.choices:
        for reduction in REDUCTIONS:
            options = {**choice, "reduction": reduction}
            came = loss.module(**options)(first, target)
            expected = loss(first, target, **options)
            same(came, expected, f"{loss}: module with {options}")
    came = inspect.signature(loss.module).parameters
    ours = {n: (p.kind, p.default) for n, p in came.items()}
    expected = {n: (p.kind, p.default) for n, p in loss.options.items()}
    assert ours == expected, f"{loss}: module takes {ours}, not {expected}"


@each_loss
def test_module_pickles_and_shows_its_options(loss):
    first, target = loss.batch()
    for choice in loss.few:
        options = {**choice, "reduction": "sum"}
        module = loss.module(**options)
        copied = pickle.loads(pickle.dumps(module))
        where = f"{loss}, {options}"
        same(copied(first, target), module(first, target), f"{where}: pickled")
        for name, value in options.items():
            shown = f"{name}={value!r}"
            if isinstance(value, Tensor):
                shown = f"{name}="
            assert shown in repr(module), (
                f"{where}: expected {shown} in repr, got {module!r}"
            )


@each_loss
def test_module_holds_tensors_as_buffers(loss):
    for choice in loss.few:
        module = loss.module(**choice)
        tensors = {n for n, v in choice.items() if isinstance(v, Tensor)}
        state = module.state_dict()
        where = f"{loss}, {choice}"
        assert set(state) == tensors, f"{where}: state_dict has {set(state)}"
        module.to(torch.float64)
        for name in tensors:
            came = getattr(module, name).dtype
            assert came == torch.float64, f"{where}: {name} stayed {came}"
            changed = {name: torch.full_like(choice[name], 7.0)}
            module.load_state_dict(changed)
            same(getattr(module, name), changed[name].double(), where)
            assert getattr(module.to("meta"), name).is_meta, where


each_penalty = pytest.mark.parametrize(
    "penalty", cases.PENALTIES, ids=lambda each: each.name
)


def ones(regularizer, value=0.5):
    return dict.fromkeys(regularizer.numbers, value)


def weights(model):
    return {n: p for n, p in model.named_parameters() if p.requires_grad}


@each_penalty
def test_penalty_gradcheck(penalty):
    model = cases.model(weights=[0.5, -2.0, 3.0, 0.1])

    each = penalty.function(model, **ones(penalty))
    slopes = torch.autograd.grad(
        each, list(weights(model).values()), allow_unused=True
    )
    step = 1e-6
    for (name, parameter), slope in zip(
        weights(model).items(), slopes, strict=True
    ):
        with torch.no_grad():
            parameter.view(-1)[0] += step
            more = penalty.function(model, **ones(penalty))
            parameter.view(-1)[0] -= 2 * step
            less = penalty.function(model, **ones(penalty))
            parameter.view(-1)[0] += step
        came = 0.0 if slope is None else slope.flatten()[0].item()
        same(
            came,
            ((more - less) / (2 * step)).item(),
            f"{penalty}: gradient by {name}",
            rtol=1e-6,
            atol=1e-6,
        )


@each_penalty
def test_penalty_in_half_precision(penalty):
    for dtype in HALF:
        # The sum is beyond float16; times the strength it is not.
        model = cases.model(dtype, weights=[1e4, -1e4, 1.0, 0.0])
        came = penalty.function(model, **ones(penalty, 1e-5))
        exact = penalty.function(model.double(), **ones(penalty, 1e-5))
        assert came.dtype == dtype, f"{penalty}: {dtype} in, {came.dtype} out"
        same(
            came.double(),
            exact,
            f"{penalty}, {dtype}",
            rtol=torch.finfo(dtype).eps,
            atol=0,
        )


@each_penalty
def test_penalty_leaves_the_model_alone(penalty):
    model = cases.model()
    before = copy.deepcopy(model.state_dict())
    penalty.function(model, **ones(penalty)).backward()
    for name, value in model.state_dict().items():
        same(value, before[name], f"{penalty}: {name} was modified")
    for parameter in model.parameters():
        parameter.requires_grad_(False)
    frozen = penalty.function(model, **ones(penalty))
    assert frozen.item() == 0, (
        f"{penalty}: all frozen: expected 0, got {frozen}"
    )
    nothing = penalty.function(nn.Sequential(nn.ReLU()), **ones(penalty))
    assert nothing.item() == 0, f"{penalty}: no weights: got {nothing}"


@each_penalty
def test_penalty_runs_anywhere(penalty):
    model = cases.model(torch.float32)
    expected = penalty.function(model, **ones(penalty))
    with torch.inference_mode():
        same(penalty.function(model, **ones(penalty)), expected, f"{penalty}")
    torch.compiler.reset()
    compiled = torch.compile(
        lambda: penalty.function(model, **ones(penalty)),
        fullgraph=True,
        backend="aot_eager",
    )
    try:
        same(compiled(), expected, f"{penalty}: compiled")
    except RuntimeError as error:
        raise AssertionError(f"{penalty}: compiled: {error}") from error
    meta = penalty.function(model.to("meta"), **ones(penalty))
    assert meta.is_meta, f"{penalty}: on the meta device: got {meta.device}"


@each_penalty
def test_shared_weights_count_once(penalty):
    layer, tied = nn.Linear(2, 2), nn.Linear(2, 2)
    tied.weight = layer.weight
    once = penalty.function(nn.Sequential(layer), **ones(penalty))
    for again in (layer, tied):
        twice = penalty.function(nn.Sequential(layer, again), **ones(penalty))
        same(twice, once, f"{penalty}: weights used twice")


@pytest.mark.parametrize("penalty", cases.PENALTIES, ids=str)
@pytest.mark.parametrize("dtypes", [HALF, HALF[::-1]], ids=str)
def test_penalty_is_of_the_dtype_of_the_first_weight(penalty, dtypes):
    model = nn.Sequential(
        nn.Linear(2, 2, bias=False, dtype=dtypes[0]),
        nn.Linear(2, 1, bias=False, dtype=dtypes[1]),
    )
    came = penalty.function(model, *[0.5] * len(penalty.numbers))
    assert came.dtype == dtypes[0], f"{penalty}: {dtypes} in, {came.dtype} out"


@pytest.mark.parametrize(
    "step",
    [each for each in cases.STEPS if each.name.endswith("_")],
    ids=lambda each: each.name,
)
def test_step_moves_a_tensor_listed_twice_once(step):
    tensor = torch.tensor([3.0])
    step.function([tensor, tensor], 1.0)
    same(tensor, torch.tensor([2.0]), f"{step}: the same tensor twice")
    step.function(tensor, 1.0)
    same(tensor, torch.tensor([1.0]), f"{step}: a tensor alone")
