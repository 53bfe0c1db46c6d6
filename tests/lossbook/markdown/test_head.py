"""A chapter's head is complete, and its line of code is one that runs."""

import pytest

SENTENCE = "    A loss.\n\n"
CASES = "    - **Use it when** a\n    - **Not when** b\n\n"
LINE = "    `loss = focal_loss(logits, target)`\n"
MULTI = "    `loss = multiclass_focal_loss(logits, target)`\n"


def test_the_line_has_its_file_to_download_and_to_read(convert):
    page = convert(f"::: head focal_loss\n{SENTENCE}{CASES}{LINE}\n\nMore.\n")
    head = page.css_first(".head")
    assert [each.tag for each in head.iter()] == ["p", "ul", "div"]
    assert head.css_first(".use > pre.line").text() == LINE.strip(" `\n")
    download, code = head.css(".use > .file > a")
    assert download.text() == "focal_loss.py"
    assert download.attributes["href"] == "/snippets/losses/focal_loss.py"
    assert "download" in download.attributes
    assert code.attributes["href"] == "#losses/focal_loss.py"
    assert page.css_first(".head ~ p").text() == "More."


def test_each_of_several_lines_has_its_own_file_and_words(convert):
    """PyTorch's has nothing to download."""
    line = "    Several: `loss = nn.MSELoss()(prediction, target)`\n"
    page = convert(
        f"::: head focal_loss mse\n{SENTENCE}{CASES}{LINE.rstrip()}\n{line}"
    )
    files = [each.text() for each in page.css(".use > .file")]
    assert files == ["focal_loss.py see the code", "Several see the code"]


def test_formulas_stand_together_where_the_first_does(convert):
    formula = "    $$\n    x\n    $$\n\n"
    page = convert(
        f"::: head focal_loss\n{SENTENCE}{CASES}{LINE}\n{formula}"
        f"    Between.\n\n{formula}    After.\n"
    )
    parts = [each.attributes.get("class") for each in page.css(".head > *")]
    assert parts == [None, None, "use", "formulas", None, None]
    assert page.css_first(".formulas").text().count("x") == 2


@pytest.mark.parametrize(
    ("name", "below", "says"),
    [
        ("focal_los", CASES + LINE, "there is no such snippet; did you mean f"),
        ("focal_loss", LINE, "add the indented item - **Use it when** …"),
        (
            "focal_loss",
            CASES,
            "add the line of code that uses focal_loss, inde",
        ),
        (
            "focal_loss",
            CASES + MULTI,
            "is not in snippets/losses/focal_loss.py",
        ),
    ],
)
def test_a_head_that_lacks_something(refusal, name, below, says):
    message = refusal(f"::: head {name}\n{SENTENCE}{below}")
    assert message.startswith(f"9: ::: head {name}: ")
    assert says in message
