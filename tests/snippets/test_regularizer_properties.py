"""What the regularizers under snippets/regularizers must hold.

Each test takes a regularizer alone, and says which kinds it holds for: a file
dropped into the folder is put to all that hold for its case.
"""

import copy
import inspect
import re
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn
from torch.func import functional_call, grad, jvp, stack_module_state, vmap

from lossbook.data_files import loaded, root
from tests.snippets.checks import HALF, gradient, same
from tests.snippets.properties import holds_for_regularizers
from tests.snippets.test_bad_input import good_first, refused
from tests.snippets.test_oracles import weights_model

NO_NUMBERS = (
    *(None, "0.5", [0.5], (0.5,), {"a": 0.5}, 0.5j, nn.ReLU()),
    *(torch.tensor(0.5), torch.tensor([0.2, 0.5]), np.array([0.5])),
)
NUMBERS = (
    0.5,
    np.float16(0.5),
    np.float32(0.5),
    np.float64(0.5),
    Fraction(1, 2),
)
NO_NAMES = (None, "0", 3, nn.ReLU(), ["absent"], [9], [None], [""], ["."])
NO_TENSORS = (
    None,
    "weight",
    3,
    nn.Linear(2, 1),
    nn.Sequential(nn.Linear(2, 1)),
)
NO_MODULES = (None, "model", 3, [], [nn.ReLU()], nn.Linear, torch.ones(2))


# Layers of other packages: list_norms.py beside it says how it was made.
LISTED = Path(__file__).with_name("norms.yml")


@contextmanager
def running(where: str):
    """Say where, if anything raises."""
    try:
        yield
    except Exception as error:
        raise AssertionError(
            f"{where}: {type(error).__name__}: {error}"
        ) from error


def numbers(regularizer, value=0.5):
    return dict.fromkeys(regularizer.numbers, value)


def weights(model):
    return {n: p for n, p in model.named_parameters() if p.requires_grad}


class Penalty(nn.Module):
    """A penalty of a model, as a module whose parameters may be swapped."""

    def __init__(self, regularizer, model, **options):
        super().__init__()
        self.model = model
        self.penalty = regularizer.function
        self.options = numbers(regularizer) | options

    def forward(self):
        return self.penalty(self.model, **self.options)


def counted(regularizer, model, **options) -> set[str]:
    """The names of the parameters that are penalised, or that decay."""
    options = numbers(regularizer) | options
    if regularizer.case.kind == "groups":
        first, *_ = regularizer.function(model, **options)
        assert first["weight_decay"], f"{regularizer}: {first}"
        found = set(first["params"])
    else:
        model.zero_grad()
        value = regularizer.function(model, **options)
        if value.requires_grad:
            value.backward()
        found = {p for p in model.parameters() if p.grad is not None}
    return {name for name, each in model.named_parameters() if each in found}


def bare(kind: type[nn.Module]) -> nn.Module:
    """A layer that owns a weight and a bias, whatever its class makes."""
    layer = kind.__new__(kind)
    nn.Module.__init__(layer)
    layer.weight = nn.Parameter(torch.ones(2))
    layer.bias = nn.Parameter(torch.ones(2))
    return layer


@holds_for_regularizers("penalty", row="Value and gradient")
def test_penalty_gradcheck(regularizer):
    model = weights_model(weights=[0.5, -2.0, 3.0, 0.1])
    penalty, options = regularizer.function, numbers(regularizer)
    slopes = torch.autograd.grad(
        penalty(model, **options),
        list(weights(model).values()),
        allow_unused=True,
    )
    step = 1e-6
    for (name, parameter), slope in zip(
        weights(model).items(), slopes, strict=True
    ):
        with torch.no_grad():
            parameter.view(-1)[0] += step
            more = penalty(model, **options)
            parameter.view(-1)[0] -= 2 * step
            less = penalty(model, **options)
            parameter.view(-1)[0] += step
        came = 0.0 if slope is None else slope.flatten()[0].item()
        same(
            came,
            ((more - less) / (2 * step)).item(),
            f"{regularizer}: gradient by {name}",
            rtol=1e-6,
            atol=1e-6,
        )


@holds_for_regularizers("penalty", row="Value and gradient")
def test_penalty_in_half_precision(regularizer):
    options = numbers(regularizer)
    for dtype in HALF:
        # Sum and squares are beyond float16, the gradients are not.
        model = weights_model(dtype, weights=[1e4, -1e4, 1.0, 0.0])
        came = regularizer.function(model, **options)
        came.backward()
        exact = regularizer.function(copy.deepcopy(model).double(), **options)
        assert came.dtype == torch.float32, (
            f"{regularizer}: of {dtype}: expected float32, got {came.dtype}: "
            "do not narrow the result"
        )
        same(came.double(), exact, f"{regularizer}: {dtype}", rtol=1e-6)
        for name in ("0.weight", "3.weight"):
            slope = model.get_parameter(name).grad
            assert slope.dtype == dtype, f"{regularizer}: {name}: {slope.dtype}"
            assert slope.isfinite().all(), f"{regularizer}: {name}: {slope}"


@holds_for_regularizers("penalty", row="Result")
def test_penalty_of_several_dtypes(regularizer):
    options = numbers(regularizer)
    for dtypes in (
        *((torch.float16, torch.float32), (torch.float32, torch.float16)),
        *((torch.bfloat16, torch.float16), (torch.float16, torch.float64)),
    ):
        large = [70_000.0 if d.itemsize > 2 else 3.0 for d in dtypes]
        model = nn.Sequential(
            *(nn.Linear(1, 1, bias=False, dtype=dtype) for dtype in dtypes)
        )
        for layer, value in zip(model, large, strict=True):
            nn.init.constant_(layer.weight, value)
        came = regularizer.function(model, **options)
        where = f"{regularizer}: of {dtypes}"
        widest = torch.float64 if torch.float64 in dtypes else torch.float32
        assert came.dtype == widest, f"{where}: {widest}: got {came.dtype}"
        came.backward()
        for layer, dtype in zip(model, dtypes, strict=True):
            assert layer.weight.grad.dtype == dtype, where
        exact = regularizer.function(model.double(), **options)
        same(came.double(), exact, where, rtol=1e-6)


@holds_for_regularizers("penalty", row="Value and gradient")
def test_penalty_of_complex_weights_is_of_their_absolute_values(regularizer):
    options = numbers(regularizer)
    values = torch.tensor([3 + 4j, 1j, 0, -2], dtype=torch.complex128)
    model = nn.Module()
    model.weight = nn.Parameter(values)
    came = regularizer.function(model, **options)
    assert came.dtype == torch.float64, f"{regularizer}: {values}: got {came}"
    came.backward()
    plain = nn.Module()
    plain.weight = nn.Parameter(values.abs())
    expected = regularizer.function(plain, **options)
    same(came, expected, f"{regularizer}: {values}")
    # By real and imaginary part: the slope by |w|, in the direction of w.
    slope = gradient(expected, plain.weight) * torch.sgn(values)
    same(model.weight.grad, slope, f"{regularizer}: gradient at {values}")


@holds_for_regularizers("penalty", row="Your model")
def test_penalty_leaves_the_model_alone(regularizer):
    penalty, options = regularizer.function, numbers(regularizer)
    model = weights_model()
    before = copy.deepcopy(model.state_dict())
    penalty(model, **options).backward()
    for name, value in model.state_dict().items():
        same(value, before[name], f"{regularizer}: {name} was modified")
    for parameter in model.parameters():
        parameter.requires_grad_(False)
    frozen = penalty(model, **options)
    assert frozen.item() == 0, (
        f"{regularizer}: all frozen: expected 0, got {frozen}"
    )
    nothing = penalty(nn.Sequential(nn.ReLU()), **options)
    assert nothing.item() == 0, (
        f"{regularizer}: no weights: expected 0, got {nothing}"
    )


@holds_for_regularizers("penalty", row="Your model")
def test_penalty_runs_anywhere(regularizer):
    penalty, options = regularizer.function, numbers(regularizer)
    model = weights_model(torch.float32)
    expected = penalty(model, **options)
    with torch.inference_mode():
        same(penalty(model, **options), expected, f"{regularizer}: inference")
    torch.compiler.reset()
    compiled = torch.compile(
        lambda number: penalty(model, **dict.fromkeys(options, number)),
        fullgraph=True,
        backend="aot_eager",
    )
    # The second number makes it a symbol of the graph.
    for number in (0.5, 0.25):
        expected = penalty(model, **numbers(regularizer, number))
        with running(f"{regularizer}: compiled"):
            same(compiled(number), expected, f"of {number}")
    meta = penalty(model.to("meta"), **options)
    assert meta.is_meta, f"{regularizer}: on the meta device: got {meta.device}"


@holds_for_regularizers("penalty", row="Result")
@pytest.mark.parametrize("default", [torch.float32, torch.float64], ids=str)
def test_penalty_is_a_scalar_on_the_device_of_the_model(regularizer, default):
    before = torch.get_default_dtype()
    for dtype in (*HALF, torch.float32, torch.float64):
        wide = torch.promote_types(dtype, torch.float32)
        for layer, dtypes in (
            (nn.Linear(2, 1), {wide}),
            (nn.LayerNorm(2), {wide, torch.float32}),
        ):
            for device in ("cpu", "meta"):
                model = layer.to(device, dtype)
                torch.set_default_dtype(default)
                try:
                    came = regularizer.function(model, **numbers(regularizer))
                finally:
                    torch.set_default_dtype(before)
                got = (came.dtype, came.device.type, came.shape)
                assert got in {(each, device, ()) for each in dtypes}, (
                    f"{regularizer}: {type(layer).__name__} of {dtype}: "
                    f"expected a number of {dtypes} on {device}, got {got}"
                )


@holds_for_regularizers("penalty", row="Each once")
def test_shared_weights_count_once(regularizer):
    penalty, options = regularizer.function, numbers(regularizer)
    layer, tied = nn.Linear(2, 2), nn.Linear(2, 2)
    tied.weight = layer.weight
    once = penalty(nn.Sequential(layer), **options)
    for again in (layer, tied):
        twice = penalty(nn.Sequential(layer, again), **options)
        same(twice, once, f"{regularizer}: weights used twice")


@holds_for_regularizers("penalty", row="Other parameters")
def test_penalty_under_functional_call(regularizer):
    torch.manual_seed(0)

    def make():
        model = nn.Sequential(
            *(nn.Linear(2, 2), nn.BatchNorm1d(2), nn.Linear(2, 2))
        )
        model[2].weight = model[0].weight
        return Penalty(regularizer, model.double())

    models = [make() for _ in range(3)]
    module, where = models[0], f"{regularizer}: functional_call"
    named = dict(module.named_parameters())
    detached = {name: each.detach() for name, each in named.items()}
    for swapped in (named, detached):
        came = functional_call(module, swapped)
        same(came, module(), f"{where}, {type(swapped['model.0.weight'])}")

    def value(parameters):
        return functional_call(module, parameters)

    slopes = torch.autograd.grad(module(), named.values(), allow_unused=True)
    came = grad(value)(detached)
    along = {n: torch.ones_like(each) for n, each in detached.items()}
    _, slope = jvp(value, (detached,), (along,))
    total = sum(each.sum() for each in slopes if each is not None)
    same(slope, total, f"{where}: jvp")
    for name, each in zip(named, slopes, strict=True):
        expected = torch.zeros_like(named[name]) if each is None else each
        same(came[name], expected, f"{where}: grad by {name}")

    stacked, _ = stack_module_state(models)
    came = vmap(value)(stacked)
    same(came, torch.stack([each() for each in models]), f"{where}: vmap")
    compiled = torch.compile(value, fullgraph=True, backend="eager")
    same(compiled(detached), module(), f"{where}: compiled")


@holds_for_regularizers("penalty", row="Each once")
def test_frozen_counts_for_nothing_unless_swapped(regularizer):
    module = Penalty(regularizer, nn.Linear(2, 1))
    expected = module().item()
    module.requires_grad_(False)
    where = f"{regularizer}: a frozen nn.Parameter"
    assert module().item() == 0, f"{where}: expected 0, got {module()}"
    swapped = {n: p.detach() for n, p in module.named_parameters()}
    came = functional_call(module, swapped).item()
    assert came == expected, (
        f"{where}: a plain tensor in its place: expected {expected}, got {came}"
    )


class Parts(nn.Module):
    """Parameters of many kinds; the names of the weights among them."""

    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 2)
        self.embedding = nn.Embedding(3, 2)
        self.rnn = nn.LSTM(2, 2)
        self.attention = nn.MultiheadAttention(4, 2, add_bias_kv=True)
        self.weight_normed = nn.utils.parametrizations.weight_norm(
            nn.Linear(2, 2)
        )
        self.vector = nn.Parameter(torch.ones(3))
        self.scalar = nn.Parameter(torch.tensor(1.0))
        self.unbiased = nn.Parameter(torch.ones(2))
        self.cls_token = nn.Parameter(torch.ones(1, 1, 2))
        self.biased_matrix = nn.Parameter(torch.ones(2, 2))
        self.bias_table = nn.Parameter(torch.ones(7, 7))
        self.bias = nn.ParameterList([nn.Parameter(torch.ones(2))])
        self.biases = nn.ParameterDict({"a": nn.Parameter(torch.ones(2))})
        self.relative_attention_bias = nn.Embedding(3, 2)
        self.slope = nn.PReLU(2)

    WEIGHTS = (
        *("vector", "scalar", "unbiased", "cls_token", "biased_matrix"),
        *("linear.weight", "embedding.weight"),
        *("rnn.weight_ih_l0", "rnn.weight_hh_l0"),
        *("attention.in_proj_weight", "attention.out_proj.weight"),
        "weight_normed.parametrizations.weight.original0",
        "weight_normed.parametrizations.weight.original1",
    )


@holds_for_regularizers("penalty", "groups", row="Weights")
def test_what_is_a_weight(regularizer):
    came = counted(regularizer, Parts())
    assert came == set(Parts.WEIGHTS), (
        f"{regularizer}: not as the docstring says: "
        f"{sorted(came ^ set(Parts.WEIGHTS))}"
    )


NORMS_OF_TORCH = {
    *(each for name, each in vars(nn).items() if "norm" in name.lower()),
    nn.modules.batchnorm._BatchNorm,
    nn.modules.instancenorm._InstanceNorm,
} - {nn.utils}


@holds_for_regularizers("penalty", "groups", row="Weights")
def test_norms_are_no_weights(regularizer):
    assert len(NORMS_OF_TORCH) > 15, NORMS_OF_TORCH
    for kind in NORMS_OF_TORCH:
        # As it is, and with a name of somebody's own.
        for each in (kind, type("Act2d", (kind,), {})):
            came = counted(regularizer, bare(each))
            assert not came, f"{regularizer}: counts {came} of {kind.__name__}"
    for name in ("Layernorm", "GatedRMSNorm", "Norm2dFp32", "RMS_norm_gated"):
        came = counted(regularizer, bare(type(name, (nn.Module,), {})))
        assert not came, f"{regularizer}: counts {came} of class {name}"
    for name in ("NormalizedLinear", "Normal", "Enormous"):
        came = counted(regularizer, bare(type(name, (nn.Module,), {})))
        assert came == {"weight"}, f"{regularizer}: class {name}: {came}"
    for layer in (nn.BatchNorm3d(2), nn.LayerNorm((2, 3)), nn.RMSNorm(2)):
        came = counted(regularizer, nn.Sequential(nn.Linear(1, 1), layer))
        assert came == {"0.weight"}, f"{regularizer}: {layer}: counts {came}"


@holds_for_regularizers("penalty", "groups", row="Weights")
def test_all_other_layers_of_torch_have_weights(regularizer):
    layers = {each for each in vars(nn).values() if isinstance(each, type)}
    for kind in layers - NORMS_OF_TORCH - {nn.PReLU}:
        if issubclass(kind, nn.Module) and not issubclass(kind, nn.RNNBase):
            came = counted(regularizer, bare(kind))
            assert came == {"weight"}, (
                f"{regularizer}: {kind.__name__}: expected its weight, got "
                f"{came}"
            )


def class_of(name: str, base: str, bases: dict[str, str]) -> type[nn.Module]:
    """A class of such a name and line of ancestors."""
    known = base.rpartition(".")[2]
    if base.endswith(f"nn.{known}"):
        parent = getattr(nn, known)
    else:
        parent = nn.Module
        if known in bases:
            parent = class_of(known, bases[known], bases)
    return type(name, (parent,), {})


def classes_of_other_packages() -> dict[str, list[type[nn.Module]]]:
    """Norms, norms not named as such, and layers with weights."""
    found = {"norms": [], "unnamed": [], "weights": []}
    for listed in loaded(root(LISTED)).values():
        pairs = [
            (kind, name, base)
            for kind, by_base in listed.items()
            for base, names in by_base.items()
            for name in names
        ]
        bases = {name: base for _, name, base in pairs}
        for kind, name, base in pairs:
            found[kind].append(class_of(name, base, bases))
    return found


@holds_for_regularizers("penalty", "groups", row="Weights")
def test_layers_of_other_packages(regularizer):
    classes = classes_of_other_packages()
    assert min(map(len, classes.values())) > 1, classes
    doc = inspect.getmodule(regularizer.function).__doc__
    for kind, layers in classes.items():
        expected = set() if kind == "norms" else {"weight"}
        for layer in layers:
            came = counted(regularizer, bare(layer))
            assert came == expected, (
                f"{regularizer}: {kind}: {layer.__mro__}: counts {came}"
            )
    for each in classes["unnamed"]:
        assert re.search(rf"GRN|{each.__name__}", doc), (
            f"{regularizer}: the docstring does not say that the scale of "
            f"{each.__name__} counts as a weight"
        )


@holds_for_regularizers("penalty", "groups", row="Weights")
def test_exempt(regularizer):
    everything = set(Parts.WEIGHTS)
    for name, without in {
        "vector": {"vector"},
        "linear": {"linear.weight"},
        "linear.weight": {"linear.weight"},
        "weight": {name for name in everything if "weight" in name.split(".")},
        "weight.original0": {"weight_normed.parametrizations.weight.original0"},
        "bias": set(),
        "rnn": {"rnn.weight_ih_l0", "rnn.weight_hh_l0"},
    }.items():
        for names in ([name], (name,), {name: None}):
            came = counted(regularizer, Parts(), exempt=names)
            assert came == everything - without, (
                f"{regularizer}: exempt={names}: {sorted(came ^ everything)}"
            )
    both = ("cls_token", "embedding")
    came = everything - counted(regularizer, Parts(), exempt=both)
    assert came == {"cls_token", "embedding.weight"}, f"{regularizer}: {came}"
    for name in ("vec", "ector", "near.weight", "original0.weight", "Linear"):
        refused(
            regularizer.at("exempt"),
            "exempt",
            name,
            lambda n=name: counted(regularizer, Parts(), exempt=[n]),
        )
    lone = bare(nn.Linear)
    for name in ("", ".", "model"):
        refused(
            regularizer.at("exempt"),
            "exempt",
            name,
            lambda n=name: counted(regularizer, lone, exempt=[n]),
        )
    tied = nn.Sequential(nn.Embedding(2, 2), nn.Linear(2, 2, bias=False))
    tied[1].weight = tied[0].weight
    for name in "01":
        came = counted(regularizer, tied, exempt=name.split())
        assert not came, f"{regularizer}: exempt {name}, tied: counts {came}"


@holds_for_regularizers("groups")
def test_groups_have_each_parameter_once(regularizer):
    model = Parts()
    model.head = nn.Linear(2, 3)
    model.head.weight = model.embedding.weight
    model.linear.requires_grad_(False)
    options = numbers(regularizer)
    groups = regularizer.function(model, **options)
    came = [id(each) for group in groups for each in group["params"]]
    assert sorted(came) == sorted(map(id, model.parameters())), (
        f"{regularizer}: expected each parameter once, frozen ones too"
    )
    came = {type(group["weight_decay"]) for group in groups}
    assert came == {float}, f"{regularizer}: {came}: a float can be saved"
    torch.optim.SGD(groups, lr=0.1).step()
    for empty in (nn.ReLU(), nn.LayerNorm(2)):
        torch.optim.SGD(regularizer.function(empty, **options), lr=0.1).step()


@holds_for_regularizers("penalty", "groups", "step", row="Errors")
def test_wrong_types_are_refused_by_name(regularizer):
    first, *_ = regularizer.parameters
    good = {first: good_first(regularizer), **numbers(regularizer)}
    wrong = dict.fromkeys(regularizer.numbers, NO_NUMBERS)
    wrong[first] = NO_MODULES
    if regularizer.case.kind == "step":
        pairs = list(nn.Linear(2, 1).named_parameters())
        whole = torch.ones(2, dtype=torch.int64)
        wrong[first] = (
            *NO_TENSORS,
            pairs,
            whole,
            [whole],
            {"a": whole.float()},
        )
    if "exempt" in regularizer.parameters:
        wrong["exempt"] = NO_NAMES
    for name, values in wrong.items():
        for value in values:
            refused(
                regularizer.at(name),
                name,
                type(value),
                lambda a={**good, name: value}: regularizer.function(**a),
            )


@holds_for_regularizers("penalty", "groups", "step", row="Errors")
def test_numbers_of_any_type_are_taken(regularizer):
    expected = None
    for number in NUMBERS:
        first = copy.deepcopy(good_first(regularizer))
        with running(f"{regularizer}: {number!r}, of {type(number)}"):
            came = regularizer.function(first, **numbers(regularizer, number))
        if regularizer.in_place:
            came = first[0]
        if regularizer.case.kind == "groups":
            came = torch.tensor(came[0]["weight_decay"])
        expected = came if expected is None else expected
        same(came, expected, f"{regularizer}: {number!r}, of {type(number)}")


@holds_for_regularizers("step", when=lambda step: step.in_place)
def test_step_moves_a_tensor_listed_twice_once(regularizer):
    tensor = torch.tensor([3.0])
    step, options = regularizer.function, numbers(regularizer, 1.0)
    step([tensor, tensor], **options)
    same(tensor, torch.tensor([2.0]), f"{regularizer}: the same tensor twice")
    step(tensor, **options)
    same(tensor, torch.tensor([1.0]), f"{regularizer}: a tensor alone")


@holds_for_regularizers("step", when=lambda step: step.in_place)
def test_step_moves_each_kind_of_parameter(regularizer):
    step, options = regularizer.function, numbers(regularizer, 1.0)
    for shape in ((), (1,), (0,), (2, 3)):
        for given in (nn.Parameter, torch.clone, lambda each: [each.clone()]):
            tensor = given(torch.full(shape, 3.0))
            with running(f"{regularizer}: of the shape {shape}"):
                step(tensor, **options)
            (came,) = tensor if isinstance(tensor, list) else (tensor,)
            where = f"{regularizer}: of the shape {shape}"
            same(came.detach(), torch.full(shape, 2.0), where)
    frozen = nn.Parameter(torch.tensor([3.0]), requires_grad=False)
    free = nn.Parameter(torch.tensor([3.0]))
    step(iter([frozen, free]), **options)
    came = (frozen.item(), free.item())
    assert came == (3.0, 2.0), (
        f"{regularizer}: a frozen nn.Parameter and a free one, both 3: "
        f"expected 3 and 2, got {came}"
    )
    step([], **options)


@holds_for_regularizers("step", when=lambda step: step.in_place)
def test_step_does_nothing_by_halves(regularizer):
    good, wrong = torch.tensor([3.0]), torch.tensor([3])
    with pytest.raises((TypeError, ValueError)):
        regularizer.function([good, wrong], **numbers(regularizer, 1.0))
    assert good.item() == 3, f"{regularizer}: moved {good} before it refused"


@holds_for_regularizers("step", when=lambda step: not step.in_place)
def test_step_under_func(regularizer):
    options = numbers(regularizer)
    tensor = torch.tensor([-2.0, -0.1, 0.2, 1.4], dtype=torch.float64)

    def step(each):
        return regularizer.function(each, **options)

    leaf = tensor.clone().requires_grad_()
    slopes = gradient(step(leaf), leaf)
    where = f"{regularizer}: vmap"
    same(vmap(step)(tensor), step(tensor), where)
    same(vmap(grad(step))(tensor), slopes, f"{where} of grad")
    compiled = torch.compile(step, fullgraph=True, backend="eager")
    same(compiled(tensor), step(tensor), f"{regularizer}: compiled")
