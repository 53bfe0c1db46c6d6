"""What the page says of time and memory follows from the result files."""

import pytest

from lossbook import cache, dependencies, sources
from lossbook.markdown import speed_tables
from lossbook.result_files import write
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
def aims(tmp_path, monkeypatch):
    """The factors at worst, by aim, if these were the results."""
    monkeypatch.setattr(speed_tables, "BENCH", tmp_path / "bench.json")
    monkeypatch.setattr(speed_tables, "ACCURACY", tmp_path / "accuracy.json")

    def judge(*entries, wrong=(), drifts=()):
        bench = {"losses": {"some_loss": {"entries": entries}}}
        found = [
            {"maker": each["maker"], "name": "f"}
            | {"many": 1e-3 if each["maker"] in drifts else 1e-6}
            | {"rows": [errors("float32", 1.0, wrong=each["maker"] in wrong)]}
            for each in entries
        ]
        write(speed_tables.BENCH, bench)
        found = {"limits": {"float32": 1e-5}, "losses": {"some_loss": found}}
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
    judged = aims(*entries, wrong=["fast"], drifts=["drift"])
    assert judged[0] == ("2 of 2", "nowhere")
    assert judged[1] == ("1 of 1", "nowhere")


@pytest.fixture
def losses(tmp_path, monkeypatch):
    """A folder of losses, in the place of the book's."""
    for module in (speed_tables, dependencies, sources):
        monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(speed_tables, "SNIPPETS", tmp_path / "snippets")
    monkeypatch.setattr(speed_tables, "BENCH", tmp_path / "bench.json")
    folder = tmp_path / "snippets" / "losses"
    folder.mkdir(parents=True)
    yield folder
    cache.forget()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("a = 1\n", ""),
        ('"""What it is."""\na = 1  # a word\n', ""),
        ("a = 2\n", "`snippets/losses/a.py`"),
        ("", "`snippets/losses/a.py`"),
    ],
)
def test_only_code_that_changed_is_named(losses, text, named):
    path = losses / "a.py"
    path.write_text("a = 1\n", "utf-8")
    before = {"snippets/losses/a.py": dependencies.code("snippets/losses/a.py")}
    path.write_text(text, "utf-8") if text else path.unlink()
    cache.forget()  # as each build does
    assert speed_tables.changed(before) == named


def test_what_is_new_changed_or_gone_since_it_was_timed(losses):
    def timed(name):
        path = f"snippets/losses/{name}.py"
        return {"path": path, "code": "before", "entries": [entry("Lossbook")]}

    both = {name: timed(name) for name in ("some_loss", "gone_loss")}
    write(speed_tables.BENCH, {"losses": both})
    for name in ("some_loss", "new_loss"):
        (losses / f"{name}.py").write_text("a = 1\n", "utf-8")
    lines = speed_tables.bench()
    assert any("**Some loss**" in line for line in lines)
    assert not any("**Gone loss**" in line for line in lines)
    assert lines[lines.index("</div>") + 1 :] == [
        "",
        "Changed since they were timed: `snippets/losses/some_loss.py`.",
        "",
        "Not measured: `snippets/losses/new_loss.py`.",
    ]
