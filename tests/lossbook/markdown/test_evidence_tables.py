"""What the page and the chooser say of evidence is counted from the scores."""

from inspect import cleandoc

import pytest

from lossbook.errors import BookError
from lossbook.markdown.chooser import evidence_link
from lossbook.markdown.evidence_tables import evidence, verdict
from tests.lossbook.markdown.test_result_tables import rows

PAGE = "classification/focal-loss.md"
BASE = [0.5, 0.5, 0.5, 0.5]
SCORES = {
    "plain loss": BASE,
    "good loss": [0.6, 0.7, 0.6, 0.5],
    "Huber loss": [0.6, 0.7, 0.5, 0.4],
    "bad loss": [0.4, 0.4, 0.4, 0.6],
}
ERRORS = [0.25, 0.75, 0.25, 0.75]


def row(higher=True):
    contenders = [
        {
            "name": name,
            "settings": {"l2": [0.0, 0.1], "beta": [1.0]},
            "chosen": {"l2": [0.1, 0.0, 0.1, 0.1], "beta": [1.0] * 4},
            "scores": {"F1": scores, "log loss": ERRORS},
        }
        for name, scores in SCORES.items()
    ]
    contenders[0]["settings"] = contenders[0]["chosen"] = {}
    return {
        "title": "Trouble",
        "data": "Some data.",
        "choose": "average precision",
        "scores": [
            {"name": "F1", "higher": higher},
            {"name": "log loss", "higher": False},
        ],
        "contenders": contenders,
    }


@pytest.fixture(autouse=True)
def some_trouble(result):
    result("EVIDENCE", {"rows": {"some_trouble": row()}})


def test_every_number_stands_beside_its_contender():
    lines = evidence("some_trouble")
    assert lines[0] == (
        "Some data. Settings are chosen by the average precision of the "
        "validation samples."
    )
    assert rows(lines) == cleandoc("""
        Trained with | F1 ↑ | Difference | Log loss ↓
        Plain loss | 0.500 ±0.000 | | 0.500 ±0.289
        Good loss | 0.600 ±0.082 | +0.100 ±0.082 3 of 4 | 0.500 ±0.289 0 of 4
        Huber loss | 0.550 ±0.129 | +0.050 ±0.129 2 of 4 | 0.500 ±0.289 0 of 4
        Bad loss | 0.450 ±0.100 | −0.050 ±0.100 1 of 4 | 0.500 ±0.289 0 of 4
        """)
    assert "- Plain loss: none." in lines
    assert (
        "- Good loss: `l2` of 0, 0.1: 0 (1), 0.1 (3); `beta` of 1: 1 (4)."
        in lines
    )


def test_the_verdict_is_counted():
    lines = "\n".join(evidence("some_trouble"))
    assert "- **Better** than plain loss: good loss (3 of 4)." in lines
    assert "- **No better**: Huber loss (2 of 4)." in lines
    assert "- **Worse**: bad loss (3 of 4)." in lines
    link = "[Trouble](/reference/evidence.md#trouble)"
    assert rows(evidence()) == cleandoc(f"""
        Trouble | Baseline | Better than it
        {link} | Plain loss | Good loss (3 of 4)
        """)


def test_of_an_error_less_is_better_and_nothing_better_is_said(result):
    found = row(higher=False)
    del found["contenders"][-1]
    result("EVIDENCE", {"rows": {"some_trouble": found}})
    lines = "\n".join(evidence("some_trouble"))
    assert "- **Better** than plain loss: none." in lines
    assert "- **No better**: Huber loss (1 of 4)." in lines
    assert "- **Worse**: good loss (3 of 4)." in lines
    assert rows(evidence()).endswith(" | Plain loss | None of them")


@pytest.mark.parametrize(
    ("contender", "says"),
    [
        ("plain loss", "1 of 3 others did better by F1"),
        ("good loss", "better than plain loss, in 3 of 4 seeds by F1"),
        (
            "Huber loss",
            "no better than plain loss, ahead in 2 of 4 seeds by F1",
        ),
        ("bad loss", "worse than plain loss, in 3 of 4 seeds by F1"),
    ],
)
def test_the_chooser_says_what_became_of_it(contender, says):
    assert verdict("some_trouble", contender) == says
    assert evidence_link(f"row some_trouble, {contender}", PAGE) == (
        f"Tried: [{says}](/reference/evidence.md#trouble)"
    )


def test_a_run_and_a_publication_are_labelled():
    assert evidence_link("run relations/focal_gradient.py", PAGE) == (
        "Run: [`focal_gradient.py`]"
        "(/classification/focal-loss.md#relations/focal_gradient.py)"
    )
    assert evidence_link("cited lin2017", PAGE) == (
        "Cited: [Lin et al., 2017](https://arxiv.org/abs/1708.02002)"
    )


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("row some_trouble, god loss", "did you mean good loss?"),
        ("run relations/focal_gradent.py", "did you mean relations/focal_"),
        ("cited hinton2015", f"docs/{PAGE} does not cite hinton2015; cite it"),
        ("seen lin2017", "write it as one of row"),
    ],
)
def test_evidence_that_is_not_there_is_refused(written, says):
    with pytest.raises(BookError) as refusal:
        evidence_link(written, PAGE)
    assert says in str(refusal.value)
