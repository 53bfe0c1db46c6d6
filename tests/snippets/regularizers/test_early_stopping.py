import itertools
import math
import random

import numpy as np
import pytest
import torch
from torch.optim.lr_scheduler import ReduceLROnPlateau

from snippets.regularizers import early_stopping
from snippets.regularizers.early_stopping import EarlyStopping
from tests.snippets.grid import FULL

VALUES = [5.0, 4.0, 4.5, 3.0, 3.0, 3.5, 2.0, 2.5, 2.0, 9.0, 1.0]
HISTORIES = 3000 if FULL else 300
MODES = ("min", "max")
STATE = ("best", "stale", "epochs")


def histories(*rare):
    """Random values, with what is rare among them, and random options.

    Few binary digits, so that no form of the comparison rounds.
    """
    draw = random.Random(0)
    for _ in range(HISTORIES):
        low = draw.choice((-32, 1))
        values = [
            draw.choice(rare)
            if rare and draw.random() < 0.2
            else draw.randint(low, 32) / 8
            for _ in range(draw.randint(0, 12))
        ]
        yield (
            values,
            {
                "patience": draw.randint(1, 4),
                "mode": draw.choice(MODES),
                "min_delta": draw.choice((0.0, 0.125, 0.5, 1.0)),
                "min_delta_mode": draw.choice(("abs", "rel")),
                "min_epochs": draw.choice((0, 0, 3, 8)),
            },
        )


def public(stopping):
    """All that a user can read of it."""
    names = [name for name in dir(stopping) if not name.startswith("_")]
    state = {name: getattr(stopping, name) for name in names}
    return {name: x for name, x in state.items() if not callable(x)}


def after(values, **options):
    stopping = EarlyStopping(**options)
    for value in values:
        stopping.step(value)
    return stopping


def by_definition(
    values, patience, mode, min_delta, min_delta_mode, min_epochs
):
    """Best value, stale values and whether to stop, of a history as a whole."""
    sign = 1 if mode == "min" else -1
    bests = [(0, math.inf)]  # the place of each, from 1, and the value
    for place, value in enumerate((sign * value for value in values), 1):
        best = bests[-1][1]
        gain = best - value  # nan only if there is none
        share = min_delta_mode == "rel" and math.isfinite(best)
        if gain > min_delta * (abs(best) if share else 1):
            bests.append((place, value))
    place, best = bests[-1]
    stale = len(values) - place
    return {
        "best": sign * best,
        "stale": stale,
        "epochs": len(values),
        "improved": place == len(values) > 0,
        "stopped": stale >= patience and len(values) >= min_epochs,
    }


def test_random_histories():
    seen = set()
    for values, options in histories(math.nan, math.inf, -math.inf):
        stopping = EarlyStopping(**options)
        for count in range(len(values) + 1):
            expected = by_definition(values[:count], **options)
            if count:
                stop = stopping.step(values[count - 1])
                assert stop is expected["stopped"], (values[:count], options)
            came = public(stopping)
            assert came == {**came, **expected}, (values[:count], options)
            seen.add((came["improved"], came["stopped"], stopping.stale > 0))
    assert len(seen) == 4  # and before the first value


def test_stops_when_reduce_lr_on_plateau_first_reduces():
    stops = 0
    for values, options in histories(math.nan, math.inf):
        if options["min_epochs"]:
            continue
        # Where it is relative, theirs takes a worse value for a better one if
        # the best is negative, and no value for the first at a share of 1.
        odd = options["min_delta"] == 1 or any(value < 0 for value in values)
        if options["min_delta_mode"] == "rel" and odd:
            continue
        optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1)
        theirs = ReduceLROnPlateau(
            optimizer,
            options["mode"],
            patience=options["patience"] - 1,
            threshold=options["min_delta"],
            threshold_mode=options["min_delta_mode"],
        )
        ours = EarlyStopping(**options)
        for value in values:
            theirs.step(value)
            stop = ours.step(value)
            reduced = optimizer.param_groups[0]["lr"] < 1
            assert (stop, ours.best) == (reduced, theirs.best), (
                values,
                options,
            )
            if stop:
                stops += 1
                break
            assert ours.stale == theirs.num_bad_epochs, (values, options)
    assert stops > HISTORIES / 10


@pytest.mark.parametrize(
    ("patience", "end"), [(1, 3), (2, 6), (3, 10), (4, None)]
)
@pytest.mark.parametrize(("mode", "sign"), [("min", 1), ("max", -1)])
def test_stops_at_the_last_of_patience_bad_values_in_a_row(
    patience, end, mode, sign
):
    stopping = EarlyStopping(patience, mode)
    stops = [stopping.step(sign * value) for value in VALUES]
    assert (stops.index(True) + 1 if any(stops) else None) == end


def test_a_later_improvement_takes_the_stop_back():
    stopping = EarlyStopping(1)
    assert [stopping.step(v) for v in (2.0, 3.0, 1.0)] == [False, True, False]
    assert not stopping.stopped
    assert stopping.best == 1.0


def test_more_patience_takes_the_stop_back():
    stopped = after((2.0, 3.0, 3.0), patience=2)
    assert stopped.stopped
    for patience, stops in ((1, True), (2, True), (3, False)):
        resumed = EarlyStopping(patience)
        resumed.load_state_dict(stopped.state_dict())
        assert resumed.stopped is stops
        assert resumed.step(3.0) is True


@pytest.mark.parametrize(("least", "end"), [(0, 3), (3, 3), (4, 4), (9, 9)])
def test_does_not_end_before_min_epochs(least, end):
    stopping = EarlyStopping(2, min_epochs=least)
    stops = [stopping.step(1.0) for _ in range(9)]
    assert stops.index(True) + 1 == end
    assert all(stops[end - 1 :])


@pytest.mark.parametrize(("mode", "sign"), [("min", 1), ("max", -1)])
def test_min_delta_must_be_exceeded_and_small_gains_add_up(mode, sign):
    stopping = EarlyStopping(10, mode, min_delta=0.5)
    improved = []
    for value in [4.0, 3.5, 3.25, 3.0]:
        stopping.step(sign * value)
        improved.append(stopping.improved)
    assert improved == [True, False, True, False]
    assert stopping.best == sign * 3.25


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("best", [8.0, -8.0])
@pytest.mark.parametrize("first", [(), (math.nan,), (math.inf, -math.inf)])
def test_a_relative_min_delta_is_a_share_of_the_size(mode, best, first):
    sign = 1 if mode == "min" else -1
    worst = [value for value in first if value != -sign * math.inf]
    for gain, improves in ((0.0, False), (2.0, False), (2.25, True)):
        stopping = after(
            [*worst, best],
            patience=9,
            mode=mode,
            min_delta=0.25,
            min_delta_mode="rel",
        )
        assert stopping.improved  # by the first finite value
        stopping.step(best - sign * gain)
        assert stopping.improved is improves


@pytest.mark.parametrize("mode", MODES)
def test_nan_is_never_an_improvement(mode):
    assert after([math.nan] * 3, patience=3, mode=mode).stopped
    stopping = EarlyStopping(2, mode)
    for value in (1.0, math.nan):
        assert not stopping.step(value)
    assert (stopping.best, stopping.stale) == (1.0, 1)
    assert stopping.step(torch.tensor(math.nan))


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


def test_takes_the_numbers_of_numpy():
    stopping = EarlyStopping(
        np.int64(2), min_delta=np.float32(0.5), min_epochs=np.uint8(3)
    )
    stops = [stopping.step(np.float16(value)) for value in (2, 1.75, 1.5, 1)]
    assert stops == [False, False, True, False]
    assert type(stopping.best) is float


def resume_everywhere():
    """Save at every point of every history, go on, and compare."""
    for values, options in histories(math.nan, math.inf):
        for cut in range(len(values) + 1):
            first = after(values[:cut], **options)
            second = EarlyStopping(**options)
            second.load_state_dict(first.state_dict())
            assert public(second) == public(first)
            for value in values[cut:]:
                assert second.step(value) is first.step(value)
                assert public(second) == public(first)


def test_resumes_from_its_state():
    resume_everywhere()


@pytest.mark.parametrize("left_out", STATE)
def test_all_of_the_state_is_needed(left_out, monkeypatch):
    assert tuple(EarlyStopping(1).state_dict()) == STATE
    kept = [name for name in STATE if name != left_out]
    monkeypatch.setattr(early_stopping, "STATE", kept)
    with pytest.raises(AssertionError):
        resume_everywhere()


def test_state_goes_through_a_file_and_is_a_copy(tmp_path):
    stopping = after(VALUES, patience=3)
    state = stopping.state_dict()
    torch.save(state, tmp_path / "state.pt")
    assert torch.load(tmp_path / "state.pt", weights_only=True) == state
    kept = dict(state)
    stopping.step(0.0)
    assert state == kept


@pytest.mark.parametrize(
    "bad",
    [
        *(None, "best", [1.0], torch.ones(3)),
        *itertools.combinations(STATE, 2),
        # What was saved when nothing was derived.
        ("best", "improved", "stale", "stopped"),
    ],
    ids=str,
)
def test_a_state_that_lacks_something(bad):
    state = dict.fromkeys(bad, 1) if isinstance(bad, tuple) else bad
    stopping = after(VALUES, patience=3)
    before = public(stopping)
    with pytest.raises(
        ValueError, match=r"^state must .*best, stale, epochs, got "
    ) as error:
        stopping.load_state_dict(state)
    if isinstance(bad, tuple):
        assert str([*bad]) in str(error.value)
    assert public(stopping) == before


@pytest.mark.parametrize(
    ("value", "got"),
    [
        (torch.zeros(2), r"shape \(2,\)"),
        (torch.zeros(1), r"shape \(1,\)"),
        (torch.tensor(1j), "1j"),
        (np.zeros(2), "array"),
        ("0.5", "'0.5'"),
        ([0.5], r"\[0.5\]"),
        (None, "None"),
    ],
    ids=str,
)
def test_bad_value(value, got):
    stopping = EarlyStopping(1)
    with pytest.raises(ValueError, match=f"^value must .* got {got}"):
        stopping.step(value)
    assert stopping.epochs == 0
