"""What the page says of time and memory follows from the result files."""

import pytest

from lossbook import cache
from lossbook.markdown import speed_tables
from lossbook.result_files import write

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
def aims(tmp_path, monkeypatch):
    """The factors at worst, by aim, if these were the results."""
    monkeypatch.setattr(speed_tables, "BENCH", tmp_path / "bench.json")
    monkeypatch.setattr(speed_tables, "ACCURACY", tmp_path / "accuracy.json")

    def judge(*entries, wrong=(), drifts=()):
        bench = {"losses": {"some_loss": {"entries": entries}}}
        errors = [
            {"maker": each["maker"], "name": "f"}
            | {"many": 1e-3 if each["maker"] in drifts else 1e-6}
            | {"rows": [{"dtype": "float32", "wrong": each["maker"] in wrong}]}
            for each in entries
        ]
        write(speed_tables.BENCH, bench)
        found = {"limits": {"float32": 1e-5}, "losses": {"some_loss": errors}}
        write(speed_tables.ACCURACY, found)
        cells = [row.split(" | ") for row in speed_tables.aims()[2:]]
        return [(cell[-2], cell[-1].removesuffix(" |")) for cell in cells]

    return judge


def test_aims_hold_where_nothing_is_better(aims):
    assert aims(entry("Lossbook"), entry("other")) == [
        ("2 of 2", "nowhere"),
        ("1 of 1", "nowhere"),
        ("2 of 2", "nowhere"),
        ("2 of 2", "nowhere"),
    ]


def test_what_does_not_hold_is_said_with_its_factor(aims):
    ours = entry("Lossbook", ratio=6.0, kept=9.0)
    assert aims(ours, entry("other", ratio=2.0, kept=5.0)) == [
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
    judged = aims(*entries, wrong=["fast"], drifts=["drift"])
    assert judged[0] == ("2 of 2", "nowhere")
    assert judged[1] == ("1 of 1", "nowhere")


@pytest.fixture
def timed(tmp_path, monkeypatch):
    """What the page says below the times, if these two losses were timed."""
    root = tmp_path / "book"
    folder = root / "snippets" / "losses"
    folder.mkdir(parents=True)
    monkeypatch.setattr(speed_tables, "ROOT", root)
    monkeypatch.setattr(speed_tables, "SNIPPETS", root / "snippets")
    monkeypatch.setattr(speed_tables, "BENCH", tmp_path / "bench.json")
    losses = {}
    for name in ("some_loss", "other_loss"):
        path = f"snippets/losses/{name}.py"
        (root / path).write_text(f"{name} = 1\n", "utf-8")
        losses[name] = {"path": path, "code": speed_tables.code(path)}
        losses[name]["entries"] = [entry("Lossbook")]
    write(speed_tables.BENCH, {"losses": losses})

    def judge(changes=()):
        for name, text in dict(changes).items():
            path = folder / f"{name}.py"
            path.write_text(text, "utf-8") if text else path.unlink()
        cache.forget()  # as each build does
        lines = speed_tables.bench()
        end = lines.index("</div>")
        assert len(lines[end + 1 :]) % 2 == 0
        return "\n".join(lines[:end]), lines[end + 2 :: 2]

    return judge


def test_nothing_is_said_of_what_was_timed_as_it_is(timed):
    table, notes = timed()
    assert "**Some loss**" in table
    assert "**Other loss**" in table
    assert notes == []


def test_a_snippet_changed_since_it_was_timed_is_named(timed):
    _, notes = timed({"some_loss": "some_loss = 2\n"})
    assert notes == [
        "Changed since they were timed: `snippets/losses/some_loss.py`."
    ]


def test_a_new_snippet_is_not_measured_and_one_that_is_gone_not_shown(timed):
    table, notes = timed({"new_loss": "new_loss = 1\n", "other_loss": ""})
    assert "**Some loss**" in table
    assert "**Other loss**" not in table
    assert notes == ["Not measured: `snippets/losses/new_loss.py`."]


def test_words_about_the_code_are_not_what_was_timed(timed):
    _, notes = timed(
        {"some_loss": '"""What it is."""\nsome_loss = 1  # a word\n'}
    )
    assert notes == []
