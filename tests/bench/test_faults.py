"""The recorded faults are those of these versions, and not of the snippets.

What other packages return is as recorded; what PyTorch and the snippets return
is computed again.
"""

import pytest

from lossbook.paths import ROOT
from lossbook.result_files import FAULTS, recorded
from tests.bench import faults
from tests.bench.contenders import TORCH, WRITTEN
from tests.test_requirements import constrained

AGAIN = f"{FAULTS.relative_to(ROOT)}: {{}}: run: make bench"
IDS = [f"{each.loss}-{each.maker}-{each.asked}" for each in faults.FAULTS]


@pytest.mark.parametrize("fault", faults.FAULTS, ids=IDS)
def test_here_it_is_exact_and_there_it_is_not(fault):
    row = next(
        (
            row
            for row in recorded(FAULTS)["faults"]
            if all(
                row[x] == getattr(fault, x) for x in ("loss", "maker", "asked")
            )
        ),
        None,
    )
    where = AGAIN.format(fault.asked)
    assert row, f"{where} (it is not on record)"
    exact = faults.number(fault.exact)
    assert fault.now() == row["here"] == row["exact"] == exact, where
    if fault.convention:
        assert row["there"] == exact, f"{where} (it is another loss now)"
    else:
        assert row["there"] != exact, f"{where} (right there now; remove it)"
    if fault.maker in (TORCH, WRITTEN):
        assert fault.row() == row, where
    else:
        assert row["version"] == constrained()[fault.maker], where


def test_nothing_else_is_on_record():
    recorded_ones = [row["asked"] for row in recorded(FAULTS)["faults"]]
    assert recorded_ones == [each.asked for each in faults.FAULTS]
