"""A directive is carried out, or the build stops at its line."""

import pytest

from lossbook.markdown.directives import DIRECTIVES
from tests.docs.pages import PAGES


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("::: accurcy focal_loss", "there is no such directive; did you mean"),
        ("::: catalogue", "missing a required argument: 'folder'"),
        ("::: bench focal_loss", "too many positional arguments"),
        ("::: chooser loses", "did you mean losses?"),
        ("::: accuracy focal_los", "did you mean focal_loss?"),
        (":::aims", "write it, unindented, as ::: aims"),
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


def test_code_may_quote_a_directive(convert):
    page = convert("`::: accurcy`\n\n```bash\n::: accurcy\n```\n")
    assert page.css_first("p > code").text() == "::: accurcy"


def test_every_directive_is_used():
    text = "\n".join(page.read_text("utf-8") for page in PAGES)
    unused = [name for name in DIRECTIVES if f"\n::: {name}" not in text]
    assert not unused
