"""What the page says of time and memory follows from the result files."""

import pytest

from lossbook.markdown import speed_tables
from tests.lossbook.markdown.test_result_tables import errors

ROWS = [
    {"mode": mode, "pass": each, "size": 1000, "ratio": 1.0, "kept": 8.0}
    for mode in ("eager", "compiled")
    for each in ("forward", "both")
]


def entry(maker, ratio=1.0, kept=8.0, same=True):
    rows = [row | {"ratio": ratio, "kept": kept} for row in ROWS]
    return {"maker": maker, "name": "f", "version": "", "same": same} | {
        "rows": rows
    }


@pytest.fixture
def aims(result):
    """The factors at worst, by aim, if these were the results."""

    def judge(*entries, wrong=(), drifts=()):
        result("BENCH", {"losses": {"some_loss": {"entries": entries}}})
        found = [
            {"maker": each["maker"], "name": "f"}
            | {"many": 1e-3 if each["maker"] in drifts else 1e-6}
            | {"rows": [errors("float32", 1.0, wrong=each["maker"] in wrong)]}
            for each in entries
        ]
        found = {"limits": {"float32": 1e-5}, "losses": {"some_loss": found}}
        result("ACCURACY", found)
        cells = [row.split(" | ") for row in speed_tables.aims()[2:]]
        return [(cell[-2], cell[-1].removesuffix(" |")) for cell in cells]

    return judge


def test_what_does_not_hold_is_said_with_its_factor(aims):
    ours = entry("Lossbook", ratio=6.0, kept=9.0)
    slow = entry("slow", ratio=9.0, kept=9.0)
    assert aims(ours, slow, entry("other", ratio=2.0, kept=5.0)) == [
        ("0 of 2", "some loss 3.00"),
        ("0 of 1", "some loss 1.80"),
        ("0 of 2", "some loss 3.00"),
        ("0 of 2", "some loss 3.00"),
    ]


def test_only_what_is_right_and_the_same_loss_counts(aims):
    wrong = entry("fast", ratio=0.1)
    unlike = entry("unlike", ratio=0.1, kept=0.0, same=False)
    right = entry("right", ratio=1.0)
    drift = entry("drift", ratio=0.1)
    entries = [entry("Lossbook"), wrong, drift, unlike, right]
    assert aims(*entries, wrong=["fast"], drifts=["drift"]) == [
        ("2 of 2", "nowhere"),
        ("1 of 1", "nowhere"),
        ("2 of 2", "nowhere"),
        ("2 of 2", "nowhere"),
    ]


def test_what_is_new_changed_or_gone_since_it_was_timed(result):
    paths = [f"snippets/losses/{name}.py" for name in ("focal_loss", "gone")]
    timed = {"code": "before", "entries": [entry("Lossbook")]}
    found = {path: {"path": path, **timed} for path in paths}
    result("BENCH", {"losses": found})
    changed, _, missing = speed_tables.bench()[-3:]
    assert changed == f"Changed since they were timed: `{'`, `'.join(paths)}`."
    assert missing.startswith("Not measured: `snippets/losses/batch_hard_trip")
    assert "/focal_loss.py" not in missing
