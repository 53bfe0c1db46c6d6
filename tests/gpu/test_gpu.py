"""What `make gpu` measures, measured on the CPU; and that its record is whole.

A stale number shows itself: the page says which snippet has changed since.
"""

import subprocess
import sys

import pytest
import torch

from lossbook.paths import ROOT
from lossbook.result_files import GPU, recorded
from tests.bench.contenders import OTHERS
from tests.gpu import __main__ as command
from tests.gpu import autocast, built_in, costs, values, waits
from tests.snippets.under_test import LOSSES, REGULARIZERS

FEW = [loss for loss in LOSSES if loss.name in ("focal_loss", "dice_loss")]
FIRST = FEW[0].function


def changed(monkeypatch, function) -> list:
    """The losses, the first of which computes another thing."""
    monkeypatch.setitem(FEW[0].__dict__, "function", function)
    return FEW


def test_values_on_the_cpu_are_those_in_float64():
    found = values.measured(FEW, "cpu")
    assert [row["path"] for row in found["rows"]] == [
        f"snippets/losses/{name}.py"
        for name in ("dice_loss", "focal_loss")
        for _ in values.DTYPES
    ]
    for row in found["rows"]:
        assert not row["wrong"], row
        assert row["numbers"] > 1000
        assert 0 < row["value"] < 1e-5
        assert 0 < row["gradient"] < found["limits"][row["dtype"]]


def test_a_number_that_is_off_is_found(monkeypatch):
    def off(logits, *rest, **options):
        # In float64, on the CPU, it is right.
        wide = logits.dtype == torch.float64
        return FIRST(logits, *rest, **options) * (1 if wide else 1 + 1e-4)

    found = values.measured(changed(monkeypatch, off), "cpu")
    row = found["rows"][0]
    assert row["wrong"], row
    assert row["value"] == pytest.approx(1e-4, rel=0.1)
    assert "expected" in row["first"]
    assert command.wrong({"failed": {}, "values": found})


def test_a_loss_that_raises_is_a_wrong_number(monkeypatch):
    def broken(*tensors, **options):
        raise RuntimeError("no kernel")

    row = values.measured(changed(monkeypatch, broken), "cpu")["rows"][0]
    assert row["wrong"]
    assert "no kernel" in row["first"]


def test_autocast_of_every_loss():
    found = autocast.measured(FEW, "cpu")
    assert [row["name"] for row in found["ours"]] == [
        "snippets/losses/dice_loss.py",
        "snippets/losses/focal_loss.py",
    ]
    for row in found["ours"]:
        assert row["float16"] == row["bfloat16"] == "float32"
    by_name = {row.pop("name"): row for row in found["torch"]}
    assert by_name["PairwiseDistance"]["bfloat16"] == "bfloat16"
    assert "NLLLoss2d" not in by_name  # an old name of NLLLoss
    assert {*torch.nn.modules.loss.__all__} - {"NLLLoss2d"} < {*by_name}


def test_an_outcome_that_is_not_finite_says_so():
    big = torch.tensor(300.0, dtype=torch.float16)
    assert autocast.outcome(lambda: big**2, big.dtype, "cpu") == (
        "float16, not finite"
    )
    refused = autocast.outcome(lambda: big @ big, big.dtype, "cpu")
    assert refused.startswith("RuntimeError: ")


def test_what_waits_is_found_with_its_line(monkeypatch):
    def reads(logits, *rest, **options):
        logits.sum().item()
        return FIRST(logits, *rest, **options)

    def waits_in_backward(logits, *rest, **options):
        found = FIRST(logits, *rest, **options)
        found.register_hook(lambda slope: slope * slope.sum().item())
        return found

    still = waits.measured(FEW, REGULARIZERS, "cpu")
    lines = {row["path"]: row["waits"] for row in still["ours"]}
    stopping = lines.pop("snippets/regularizers/early_stopping.py")
    assert stopping.endswith("value = value.item()")
    assert not any(lines.values()), lines
    by_name = {row["name"]: row["waits"] for row in still["torch"]}
    assert "any(" in by_name["GaussianNLLLoss"]
    assert not by_name["CrossEntropyLoss"]
    for function in (reads, waits_in_backward):
        found = waits.measured(changed(monkeypatch, function), [], "cpu")
        assert "would wait for a GPU" in found["ours"][0]["waits"]


def test_costs_of_every_contender():
    found = costs.measured(["focal_loss"], "cpu", 100, backend="eager")
    rows = found["losses"]["focal_loss"]["rows"]
    assert {row["maker"] for row in rows} >= {"Lossbook", "PyTorch"}
    assert len({(row["maker"], row["mode"]) for row in rows}) == len(rows)
    for row in rows:
        assert row["milliseconds"] > 0
        assert not row["failed"]
    late = costs.measured(["focal_loss"], "cpu", 100, -1, "eager")
    for row in late["losses"]["focal_loss"]["rows"]:
        is_late = row["failed"] == "no time was left"
        assert is_late == (row["mode"] == "compiled")


def test_a_part_that_raises_is_recorded_and_the_others_measured(tmp_path):
    def broken() -> dict:
        raise RuntimeError("out of  memory\nmore")

    path = tmp_path / "gpu.json"
    found = command.run(
        path, {"GPU": "none"}, {"values": broken, "costs": lambda: {"size": 1}}
    )
    assert recorded(path) == found
    assert found["failed"] == {"values": "RuntimeError: out of memory"}
    assert found["values"] is None
    assert found["costs"] == {"size": 1}
    assert command.wrong(found)


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU")
def test_without_a_gpu_it_says_so_and_writes_nothing(tmp_path):
    path = tmp_path / "gpu.json"
    done = subprocess.run(
        [sys.executable, "-m", "tests.gpu", "--out", path],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == f"{command.NO_GPU}\n"
    assert not path.exists()


@pytest.mark.skipif(not GPU.exists(), reason="no GPU has been measured")
def test_the_record_is_whole_and_nothing_in_it_is_wrong():
    found = recorded(GPU)
    again = f"{GPU.relative_to(ROOT)}: run: make gpu"
    assert not command.wrong(found), again
    assert {*command.parts("cpu")} < {*found}, again
    assert found["machine"]["GPU"], again
    assert [*found["costs"]["losses"]] == [
        name for name in OTHERS if name in found["costs"]["losses"]
    ], again
    for row in found["waits"]["ours"]:
        if row["path"] != "snippets/regularizers/early_stopping.py":
            assert "py:" not in row["waits"], row


def test_built_in_losses_are_called_as_documented():
    calls = built_in.calls(torch.float32, "cpu")
    for name, call in calls.items():
        z = built_in.scores(torch.float32, "cpu")
        value = call(z).sum()
        assert value.isfinite(), name
        value.backward()
        assert z.grad.isfinite().all(), name
