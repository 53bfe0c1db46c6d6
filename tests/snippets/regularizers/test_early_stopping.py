import math

import pytest
import torch

from snippets.regularizers.early_stopping import EarlyStopping

VALUES = [5.0, 4.0, 4.5, 3.0, 3.0, 3.5, 2.0, 2.5, 2.0, 9.0, 1.0]


def stops_at(values, *args, **options):
    """Number of values taken when it first said stop, or None."""
    stopping = EarlyStopping(*args, **options)
    for count, value in enumerate(values, 1):
        if stopping.step(value):
            return count
    return None


@pytest.mark.parametrize(
    ("patience", "end"), [(1, 3), (2, 6), (3, 10), (4, None)]
)
@pytest.mark.parametrize("mode", ["min", "max"])
def test_stops_at_the_last_of_patience_bad_values_in_a_row(patience, end, mode):
    values = VALUES if mode == "min" else [-value for value in VALUES]
    assert stops_at(values, patience, mode) == end


def test_state_after_each_value():
    stopping = EarlyStopping(2)
    assert stopping.best == math.inf
    assert EarlyStopping(2, "max").best == -math.inf
    seen = []
    for value in [3.0, 2.0, 2.5, 1.0, 1.0, 1.5]:
        stopping.step(value)
        seen.append((stopping.best, stopping.improved, stopping.stale))
    assert seen == [
        (3.0, True, 0),
        (2.0, True, 0),
        (2.0, False, 1),
        (1.0, True, 0),
        (1.0, False, 1),
        (1.0, False, 2),
    ]
    assert stopping.stopped


def test_stays_stopped_but_still_knows_the_best():
    stopping = EarlyStopping(1)
    assert [stopping.step(v) for v in (2.0, 3.0, 1.0)] == [False, True, True]
    assert stopping.best == 1.0
    assert stopping.improved


@pytest.mark.parametrize(("mode", "sign"), [("min", 1), ("max", -1)])
def test_min_delta_must_be_exceeded_and_small_gains_add_up(mode, sign):
    stopping = EarlyStopping(10, mode, min_delta=0.5)
    improved = []
    for value in [4.0, 3.5, 3.25, 3.0]:
        stopping.step(sign * value)
        improved.append(stopping.improved)
    assert improved == [True, False, True, False]
    assert stopping.best == sign * 3.25


@pytest.mark.parametrize("mode", ["min", "max"])
def test_nan_is_never_an_improvement(mode):
    assert stops_at([math.nan] * 3, 3, mode) == 3
    stopping = EarlyStopping(2, mode)
    for value in (1.0, math.nan):
        assert not stopping.step(value)
    assert stopping.best == 1.0
    assert stopping.stale == 1
    assert stopping.step(torch.tensor(math.nan))


def test_infinite_loss_is_no_improvement():
    assert stops_at([math.inf, math.inf], 2) == 2


@pytest.mark.parametrize("dtype", [torch.float64, torch.bfloat16, torch.int64])
def test_takes_tensors_without_dimensions_and_keeps_no_graph(dtype):
    value = torch.tensor(2, dtype=dtype)
    if dtype.is_floating_point:
        value.requires_grad_()
    stopping = EarlyStopping(1)
    assert stopping.step(value) is False
    assert type(stopping.best) is float
    assert stopping.best == 2.0
    assert stopping.improved is True


@pytest.mark.parametrize("cut", range(len(VALUES)))
def test_resumes_from_its_state(cut, tmp_path):
    whole, first = EarlyStopping(3), EarlyStopping(3)
    for value in VALUES:
        whole.step(value)
    for value in VALUES[:cut]:
        first.step(value)
    torch.save(first.state_dict(), tmp_path / "state.pt")
    second = EarlyStopping(3)
    second.load_state_dict(torch.load(tmp_path / "state.pt"))
    for value in VALUES[cut:]:
        second.step(value)
    assert second.state_dict() == whole.state_dict()


def test_bad_value():
    with pytest.raises(ValueError, match=r"^value must .* \(2,\)"):
        EarlyStopping(1).step(torch.zeros(2))
