"""The tables of what was measured say what the result files say."""

import json

import pytest

from lossbook.errors import BookError
from lossbook.markdown import result_tables
from lossbook.markdown.result_tables import accuracy
from lossbook.result_files import ACCURACY, recorded


def test_a_table_holds_every_recorded_error():
    entries = recorded(ACCURACY)["losses"]["focal_loss"]
    rows = accuracy("focal_loss")
    lines = [row for row in rows if row.startswith("| ")]
    assert len(lines) == 2 + len(result_tables.DTYPES) * (1 + len(entries))
    (row,) = [
        row
        for row in accuracy("focal_loss", "float32")
        if row.startswith("| fvcore")
    ]
    came = [cell.strip(" *") for cell in row.split("|")[2:-1]]
    (fvcore,) = [each for each in entries if each["maker"] == "fvcore"]
    rows = [row for row in fvcore["rows"] if row["dtype"] == "float32"]
    assert len(came) == len(rows)
    for cell, row in zip(came, rows, strict=True):
        worst = max(row["value"], row["gradient"])
        assert cell == ("NaN" if row["nan"] else f"{worst:.0e}")


def test_wrong_numbers_are_bold_and_counted():
    rows = accuracy()
    (row,) = [row for row in rows if row.startswith("| fvcore")]
    entries = recorded(ACCURACY)["losses"]["focal_loss"]
    (fvcore,) = [each for each in entries if each["maker"] == "fvcore"]
    rows = [row for row in fvcore["rows"] if row["dtype"] == "float16"]
    wrong, nan = (sum(row[key] for row in rows) for key in ("wrong", "nan"))
    assert nan
    assert f"| **{wrong}, NaN** |" in row


def test_what_was_not_measured_is_named():
    with pytest.raises(
        BookError, match=r"hinge; run: make bench \(use binary_"
    ):
        accuracy("hinge")
    with pytest.raises(
        BookError, match=r"make bench \(did you mean focal_loss"
    ):
        accuracy("focal_los")
    with pytest.raises(BookError, match="float8"):
        accuracy("focal_loss", "float8")


def test_a_missing_result_file_says_how_to_make_it(monkeypatch, tmp_path):
    monkeypatch.setattr(result_tables, "ACCURACY", tmp_path / "accuracy.json")
    with pytest.raises(BookError, match=r"accuracy\.json .* make bench"):
        accuracy("focal_loss")


def test_each_page_has_its_figures_or_is_not_measured(monkeypatch, tmp_path):
    kept = {"page": "", "shown": ["0.99", "51"], "kept": [True, False]}
    gone = {"page": "gone/", "shown": ["1.00", "9"], "kept": [True, True]}
    measures = [
        {"name": "Performance", "budget": "≥ 0.98"},
        {"name": "Blocking time, ms", "budget": "≤ 50"},
    ]
    found = {"tools": "Lighthouse", "runs": 3, "measures": measures}
    path = tmp_path / "audit.json"
    path.write_text(json.dumps({**found, "pages": [gone, kept]}), "utf-8")
    monkeypatch.setattr(result_tables, "AUDIT", path)
    monkeypatch.setattr(result_tables, "addresses", lambda: ["new/", ""])
    rows = [row for row in result_tables.audit() if row.startswith("| ")]
    assert rows[2:] == [
        "| Budget | ≥ 0.98 | ≤ 50 |",
        "| /new/ | not measured |  |",
        "| / | 0.99 | **51** |",
    ]


def test_a_changed_result_file_is_read_again(tmp_path):
    path = tmp_path / "accuracy.json"
    for limit in (1, 2):
        text = json.dumps({"limit": limit}) + " " * limit
        path.write_text(text, "utf-8")
        assert recorded(path) == {"limit": limit}
