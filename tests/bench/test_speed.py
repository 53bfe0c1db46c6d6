"""The recorded memory is what these snippets keep; times cannot be checked so.

A stale time shows itself: the page says which snippet has changed since.
"""

import pytest

from lossbook.paths import ROOT
from lossbook.result_files import BENCH, recorded
from tests.bench import speed
from tests.bench.contenders import OTHERS, PACKAGES, TORCH, contenders, version
from tests.conftest import python


@pytest.mark.parametrize("name", OTHERS)
def test_memory_kept_is_as_recorded(name):
    size = 10**5
    tensors = speed.inputs(name, size)
    entries = {
        (each["maker"], each["name"]): each
        for each in recorded(BENCH)["losses"][name]["entries"]
    }
    for contender in contenders(name):
        if contender.maker in PACKAGES:
            continue
        call = contender.make(**speed.OPTIONS[name])
        came = speed.kept(call, tensors)
        (wanted,) = {
            row["kept"]
            for row in entries[contender.maker, contender.name]["rows"]
            if (row["size"], row["mode"]) == (size, "eager")
        }
        assert came == pytest.approx(wanted, abs=0.01), (
            f"docs/reference/bench.json: {name}: {contender.maker} kept "
            f"{wanted} bytes an element, now {came}; run: make bench"
        )


def test_everything_was_timed_in_the_versions_of_the_accuracy():
    found = recorded(BENCH)
    assert found["machine"]["PyTorch"] == version("torch")
    for name, others in OTHERS.items():
        entries = found["losses"][name]["entries"]
        makers = [(each["maker"], each["name"]) for each in entries[1:]]
        assert makers == [(each.maker, each.name) for each in others]
        assert makers[-1][0] == TORCH
        for entry in entries:
            eager = [row for row in entry["rows"] if row["mode"] == "eager"]
            assert len(eager) == 2 * len({row["size"] for row in eager})
            assert all(0 < row["low"] <= row["high"] for row in eager)


def test_kept_counts_what_waits_beyond_the_inputs():
    scores, target = speed.inputs("focal_loss", 1000)
    # sigmoid keeps its result, and the product with the target the target.
    assert (
        speed.kept(lambda z, y: (z.sigmoid() * y).sum(), (scores, target)) == 4
    )
    assert speed.kept(lambda z, y: (z * y).sum(), (scores, target)) == 0


def test_what_measures_needs_no_mkdocs():
    """Which is not installed beside the other packages."""
    without = "import sys; sys.modules['mkdocs'] = None"
    code = f"{without}; import tests.bench.__main__"
    done = python("-c", code, root=ROOT)
    assert done.returncode == 0, done.stderr
