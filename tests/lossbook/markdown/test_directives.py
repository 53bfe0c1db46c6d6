"""A directive is carried out, or the build stops at its line."""

import pytest

from lossbook.errors import BookError
from lossbook.markdown.directives import DIRECTIVES
from lossbook.markdown.page_syntax import place
from tests.docs.pages import PAGES


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("::: accurcy focal_loss", "there is no such directive; did you mean"),
        ("::: zzz", "there is no such directive; use accuracy, aims, "),
        ("::: catalogue", "write ::: catalogue folder"),
        ("::: bench focal_loss", "write ::: bench"),
        ("::: accuracy a b c", "write ::: accuracy [loss] [dtype]"),
        ("::: chooser loses", "did you mean losses?"),
        ("::: accuracy focal_los", "did you mean focal_loss?"),
        (":::aims", "write it, unindented, as ::: aims"),
        (":: aims", "write it, unindented, as ::: aims"),
        (":::: aims", "write it, unindented, as ::: aims"),
    ],
)
def test_fault_in_a_directive(refusal, line, says):
    message = refusal(line)
    assert message.startswith(f"9: {line}: ")
    assert says in message


def test_indented_directive(refusal):
    assert refusal("- x\n\n    ::: aims").startswith(
        "11: ::: aims: write it, un"
    )


def test_fault_in_the_second_of_two_equal_lines(refusal, monkeypatch):
    outcomes = iter((["fine"], BookError("wrong")))

    def sums() -> list[str]:
        outcome = next(outcomes)
        if isinstance(outcome, BookError):
            raise outcome
        return outcome

    monkeypatch.setitem(DIRECTIVES, "sums", sums)
    assert refusal("::: sums\n\n::: sums") == "11: ::: sums: wrong"


def test_code_may_quote_a_directive(convert):
    page = convert("`::: accurcy`\n\n```bash\n::: accurcy\n```\n")
    assert page.css_first("p > code").text() == "::: accurcy"


def test_every_directive_is_used():
    text = "\n".join(page.read_text("utf-8") for page in PAGES)
    unused = [name for name in DIRECTIVES if f"\n::: {name}" not in text]
    assert not unused


def test_place_in_a_script_is_that_of_the_comment(tmp_path):
    script = tmp_path / "script.py"
    script.write_text("# %% [markdown]\n# ::: x\n#\n# ::: x\n", "utf-8")
    assert place(str(script), "::: x\n\n::: x\n", 7) == f"{script}:4"
    assert place(str(script), "::: y\n", 0) == str(script)
