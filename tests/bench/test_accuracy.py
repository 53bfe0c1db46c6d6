"""The recorded comparison is that of these snippets, and of these versions.

What needs no further package is measured again: our rows, those of PyTorch, and
the formulas as they are written. Last digits differ from one CPU to another: an
error may be a few times the recorded one, but what is wrong must stay wrong.
"""

import pytest
import torch

from lossbook.paths import ROOT
from lossbook.result_files import ACCURACY, recorded
from tests.bench import accuracy
from tests.bench.contenders import OTHERS, PACKAGES, TORCH, contenders
from tests.test_requirements import constrained

AGAIN = "run: make bench, and look at what changed"


@pytest.mark.parametrize("name", OTHERS)
def test_our_rows_and_those_of_torch_are_as_recorded(name):
    entries = {
        (each["maker"], each["name"]): each
        for each in recorded(ACCURACY)["losses"][name]
    }
    for contender in contenders(name):
        if contender.maker in PACKAGES:
            continue
        came = accuracy.measure(name, contender)
        wanted = entries[contender.maker, contender.name]
        where = f"{ACCURACY.relative_to(ROOT)}: {name}: {contender.maker}"
        assert came["nothing"] == wanted["nothing"], f"{where}: {AGAIN}"
        if came["many"] is not None:
            # How far off depends on how many are added side by side.
            limit = accuracy.LIMIT[torch.float32]
            wrong = came["many"] > limit
            assert wrong == (wanted["many"] > limit), f"{where}: {AGAIN}"
        for row, before in zip(came["rows"], wanted["rows"], strict=True):
            at = f"{where}, {row['dtype']} up to {row['size']:g}"
            slack = 4 * torch.finfo(getattr(torch, row["dtype"])).eps
            for key, value in row.items():
                if key in ("value", "gradient"):
                    far = abs(value - before[key]) > slack + 3 * before[key]
                else:
                    exact = key in ("points", "size", "dtype")
                    far = value != before[key]
                    far = far if exact else bool(value) != bool(before[key])
                assert not far, (
                    f"{at}: {key}: recorded {before[key]}, now {value}: {AGAIN}"
                )


def test_no_number_of_ours_is_wrong():
    for name, (ours, *_) in recorded(ACCURACY)["losses"].items():
        assert ours["maker"] == "Lossbook"
        assert not any(row["wrong"] for row in ours["rows"]), name
        assert (ours["many"] or 0) <= accuracy.LIMIT[torch.float32], name


def test_every_contender_is_on_record_in_the_pinned_version():
    pinned = constrained()
    for name, others in OTHERS.items():
        entries = {
            (each["maker"], each["name"]): each["version"]
            for each in recorded(ACCURACY)["losses"][name]
        }
        for each in others:
            package = {TORCH: "torch"}.get(each.maker, each.maker)
            assert (each.maker, each.name) in entries, (
                f"{name}: no rows of {each.maker}; {AGAIN}"
            )
            came = entries[each.maker, each.name]
            assert came == pinned.get(package, ""), (
                f"{name}: {each.maker} {came} was measured, "
                f"{pinned.get(package)} is pinned; {AGAIN}"
            )
