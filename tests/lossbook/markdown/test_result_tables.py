"""The tables of what was measured say what the result files say.

In each, every two values differ, and of what may be bold one is and one is not:
a swapped column or an inverted mark gives another table.
"""

import re
from inspect import cleandoc

import pytest

from lossbook import result_files, sources
from lossbook.errors import BookError
from lossbook.markdown import equation_index, result_tables, speed_tables
from lossbook.markdown.result_tables import DTYPES, accuracy
from lossbook.result_files import recorded, write


def rows(lines: list[str]) -> str:
    """The rows of tables, their rules and empty last cells left out."""
    text = "\n".join(line for line in lines if line.startswith("|"))
    text = text.replace("&nbsp;", "").replace("<br>", " ").replace("  ", " ")
    text = re.sub(r"^\|[-:| ]*\n", "", text, flags=re.MULTILINE)
    return re.sub(r"^\| |[| ]+$", "", text, flags=re.MULTILINE)


def errors(dtype, size, **found):
    least = dict.fromkeys(("wrong", "nan", "infinite"), 0)
    known = {"dtype": dtype, "size": size, "points": 7}
    return known | least | {"value": 0.0, "gradient": 0.0} | found


OURS = {
    "maker": "Lossbook",
    "name": "some_loss",
    "version": "",
    "nothing": "0",
    "many": 1e-7,
    "rows": [
        *(errors(dtype, 1.0) for dtype in DTYPES),
        errors("float64", 10.0, points=5, value=2e-15, gradient=1e-15),
        errors("float32", 10.0, value=3e-7, gradient=4e-7),
        *(errors(dtype, 10.0) for dtype in DTYPES[2:]),
    ],
}
OTHER = {
    "maker": "other",
    "name": "fast_loss",
    "version": "2.1",
    "nothing": "NaN",
    "many": 1e-2,
    "rows": [
        errors("float64", 1.0, points=11, wrong=3),
        errors("float32", 1.0, value=5e-2, gradient=6e-2, wrong=4),
        errors("bfloat16", 1.0, nan=1, wrong=2),
        errors("float16", 1.0, infinite=1, value=1.0),
        errors("float64", 10.0, value=2.0),
        errors("float32", 10.0, nan=8, wrong=9),
        *(errors(dtype, 10.0) for dtype in DTYPES[2:]),
    ],
}
ACCURACY = {
    "limits": {dtype: 10.0**-n for n, dtype in enumerate(DTYPES, 4)},
    "many": 10_000,
    "losses": {"some_loss": [OURS, OTHER]},
}


def test_wrong_numbers_are_counted_by_dtype(result):
    result("ACCURACY", ACCURACY)
    assert rows(accuracy()) == cleandoc("""
        Loss | Numbers | float64 | float32 | bfloat16 | float16 | No sample
        **Some loss**
        Lossbook | 12 | 0 | 0 | 0 | 0 | 0
        other 2.1 `fast_loss` | 18 | **3** | **13, NaN** | **2, NaN** | 0 | NaN
        """)


def test_the_larger_error_stands_and_what_is_wrong_is_bold(result):
    result("ACCURACY", ACCURACY)
    assert rows(accuracy("some_loss")).partition("\n**bf")[0] == cleandoc("""
        Largest error | ≤ 1 | 10
        **float64**, bound 1e-04
        Lossbook | 0 | 2e-15
        other | **0** | ≥ 1
        **float32**, bound 1e-05
        Lossbook | 0 | 4e-07
        other | **6e-02** | **NaN**
        """)
    one = rows(accuracy("some_loss", "float32"))
    assert one.endswith("\nother 2.1 | **6e-02** | **NaN**")


def test_the_largest_error_is_drawn_where_it_stands(result):
    halfway = OTHER | {"many": 1e-4, "rows": [errors("float32", 1.0)]}
    fine = OURS | {"many": 1e-9}
    none = OTHER | {"rows": []}
    losses = {"some_loss": [fine, OTHER], "a_penalty": [OURS, halfway, none]}
    result("ACCURACY", ACCURACY | {"losses": losses})
    lines = result_tables.worst()
    assert "right" in lines[0]
    assert "in 2 of 2 snippets and in 0 of 2 other" in lines[0]
    assert 'style="--bound: 0.375"' in lines[2]

    assert rows(lines) == cleandoc("""
        Some loss | error
        Lossbook | <i style="--at: 20.0%"></i> 4e-07
        other | <i style="--at: 100.0%"></i> **NaN**
        A penalty | error
        Lossbook | <i style="--at: 20.0%"></i> 4e-07
        other | <i style="--at: 50.0%"></i> **1e-04**
        """)


def test_sums_are_bold_beyond_the_bound(result):
    penalties = {
        "l1_penalty": [OURS, OTHER],
        "l2_penalty": [OURS | {"many": 2e-2}, OTHER | {"many": 3e-7}],
        "some_loss": [OURS | {"many": None}],
    }
    result("ACCURACY", ACCURACY | {"losses": penalties})
    assert rows(result_tables.sums()) == cleandoc("""
        10,000 weights | L1 penalty | L2 penalty
        Lossbook | 1e-07 | **2e-02**
        other 2.1 | **1e-02** | 3e-07
        """)


def test_times_and_memory_stand_below_their_heads(result, monkeypatch):
    def row(mode, passes, size, ratio, kept):
        known = {"mode": mode, "pass": passes, "size": size}
        return known | {"ratio": ratio, "kept": kept}

    def entry(maker, by):
        found = [
            row(mode, passes, size, by * (1 + n), by * (10 + n))
            for n, (mode, passes, size) in enumerate(
                (mode, passes, size)
                for mode in ("eager", "compiled")
                for passes in ("forward", "both")
                for size in (1000, 100_000)
            )
        ]
        return {"maker": maker, "rows": found}

    path = "snippets/losses/focal_loss.py"
    loss = {"path": path, "code": speed_tables.code(path)}
    loss["entries"] = [entry("Lossbook", 1), entry("other", 0.1)]
    machine = {"processor": "fast", "threads": "1 of 2"}
    result("BENCH", {"machine": machine, "losses": {"focal_loss": loss}})
    assert rows(speed_tables.bench()) == cleandoc("""
        Forward, then with backward | 10³ | 10⁵ | 10³ | 10⁵ | Bytes kept
        **Focal loss**
        Lossbook | 1.00 | 2.00 | 3.00 | 4.00 | 13.0
        Lossbook, compiled | 5.00 | 6.00 | 7.00 | 8.00 | 17.0
        other | 0.10 | 0.20 | 0.30 | 0.40 | 1.3
        other, compiled | 0.50 | 0.60 | 0.70 | 0.80 | 1.7
        """)
    says = "Times are from: processor fast, threads 1 of 2."
    assert speed_tables.machine() == [says]


def test_faults_stand_below_the_loss_they_are_faults_of(result):
    fault = {"loss": "one_loss", "maker": "Them", "version": "1.2"}
    fault |= {"name": "One", "asked": "zero", "there": "NaN", "here": "0.5"}
    other = {**fault, "loss": "other_loss", "asked": "one", "there": "0.5"}
    result("FAULTS", {"faults": [fault, {**fault, "asked": "ten"}, other]})
    assert rows(result_tables.faults()) == cleandoc("""
        Input, and where | There | Here
        **One loss**
        zero Them 1.2 `One` | **NaN** | 0.5
        ten Them 1.2 `One` | **NaN** | 0.5
        **Other loss**
        one Them 1.2 `One` | 0.5 | 0.5
        """)


def test_each_page_has_its_figures_or_is_not_measured(result, monkeypatch):
    kept = {"page": "", "shown": ["0.99", "51"], "kept": [True, False]}
    gone = {"page": "gone/", "shown": ["1.00", "9"], "kept": [True, True]}
    measures = [
        {"name": "Performance", "budget": "≥ 0.98"},
        {"name": "Blocking time, ms", "budget": "≤ 50"},
    ]
    waits = [
        {"name": "one", "budget": "≤ 2", "shown": "1.0", "kept": True},
        {"name": "two", "budget": "≤ 3", "shown": "4.0", "kept": False},
    ]
    found = {"tools": "Lighthouse", "runs": 3, "measures": measures}
    result("AUDIT", {**found, "pages": [gone, kept], "waits": waits})
    monkeypatch.setattr(result_tables, "addresses", lambda: ["new/", ""])
    assert rows(result_tables.audit()) == cleandoc("""
        Page | Performance | Blocking time, ms
        Budget | ≥ 0.98 | ≤ 50
        `/new/` | not measured
        `/` | 0.99 | **51**
        """)
    assert result_tables.audit()[-1] == (
        "Lighthouse. A page over its budget was measured 3 times, and the "
        "median stands here."
    )
    assert rows(result_tables.waits()) == cleandoc("""
        While writing | Budget, s | Measured, s
        One | ≤ 2 | 1.0
        Two | ≤ 3 | **4.0**
        """)


def test_faults_are_counted_by_kind_and_together(result):
    kinds = [
        {"kind": "digit", "tried": 10, "noticed": 9, "harmless": 1},
        {"kind": "sign", "tried": 30, "noticed": 27, "harmless": 2},
    ]
    result("MUTATION", {"kinds": kinds})
    assert rows(equation_index.mutation()) == cleandoc("""
        Fault | Tried | Noticed | Share | Harmless
        digit | 10 | 9 | 90.0% | 1
        sign | 30 | 27 | 90.0% | 2
        **all** | 40 | 36 | 90.0% | 3
        """)


def test_generators_stand_side_by_side(result, monkeypatch):
    generators = [
        {"generator": "one", "version": "1.2", "pages": 2, "figures": 7},
        {"generator": "two", "version": "3.4", "pages": 5, "figures": 6},
    ]
    result("PORTABILITY", {"generators": generators})
    monkeypatch.setattr(sources, "addresses", lambda: ["", "a/"])
    assert rows(equation_index.portability()) == cleandoc("""
        Counted | one 1.2 | two 3.4
        pages | 2 | 5
        figures | 7 | 6
        """)
    monkeypatch.setattr(sources, "addresses", lambda: ["", "a/", "b/"])
    note = "The book had 2 pages then; it has 3 now."
    assert equation_index.portability()[-1] == note


def test_pitfalls_lead_to_their_chapters_and_are_counted(result):
    result(
        "DIAGNOSES",
        {
            "healthy": 7,
            "pitfalls": [
                {"pitfall": "double_softmax", "seen": "It sums to 1 | 2."},
                {"pitfall": "outlier", "seen": ""},
            ],
        },
    )
    count, *table = result_tables.diagnoses()
    assert count == (
        "It finds 1 of the 2 pitfalls that are about a loss, and nothing in 7 "
        "batches without fault."
    )
    multiclass = "/classification/multiclass.md#pitfalls/double_softmax.py"
    regression = "/regression/regression.md#pitfalls/outlier.py"
    assert rows(table) == cleandoc(rf"""
        Pitfall | What it sees
        [`double_softmax.py`]({multiclass}) | It sums to 1 \| 2.
        [`outlier.py`]({regression}) | nothing
        """)


def test_what_a_hand_edited_names_the_file_and_the_command(tmp_path):
    path = tmp_path / "accuracy.json"
    write(path, {"b": [{"ratio": 1.25}], "a": 1})
    path.write_text(path.read_text("utf-8").replace("1.25", "1.05"), "utf-8")
    says = r"accuracy\.json:2: not as its command wrote it; run: make bench$"
    with pytest.raises(BookError, match=says):
        recorded(path)


def test_every_result_file_of_the_book_is_as_its_command_wrote_it():
    folder = result_files.ACCURACY.parent
    for path in sorted(folder.glob("*.json")):
        assert recorded(path), path.name
