"""Code on a page is a file, whole, with its name above it."""

import pytest

PATH = "snippets/losses/focal_loss.py"
WHOLE = f'--8<-- "{PATH}"'


def test_an_embedded_file_has_its_name_above_as_a_download(convert):
    page = convert(f"```python\n{WHOLE}\n```\n")
    link = page.css_first("p.listing > a[download]")
    assert link.attributes["href"] == f"/{PATH}"
    assert link.text() == PATH
    assert "def focal_loss(" in page.css_first("pre").text()
    assert "needs" not in page.css_first("p.listing").text()


def test_a_line_to_paste_breaks_in_the_outermost_call(convert):
    page = convert("`a = nn.Loss()(model(x), y) + b(model)`\n{ .line }\n")
    broken = "a = nn.Loss()(<wbr>model(x), y) + b(<wbr>model)"
    assert broken in page.css_first("pre.line > code").html


def test_what_a_file_needs_is_below_its_name(convert):
    page = convert('```python\n--8<-- "snippets/figures/speed.py"\n```\n')
    listing = page.css_first("p.listing")
    name, needs = listing.text().split("\n")
    assert name == "snippets/figures/speed.py"
    assert needs == "needs docs/reference/bench.json, matplotlib"
    data = listing.css("a[download]")[1]
    assert data.attributes["href"] == "/reference/bench.json"


@pytest.mark.parametrize("fence", ["```python", "~~~bash", "``` bash"])
def test_code_that_is_no_file(refusal, fence):
    message = refusal(f"{fence}\nprint(1)\n{fence[:3]}")
    assert message == (
        "10: print(1): put it into a file under snippets/ and embed it: "
        '--8<-- "snippets/…" (commands stand in ```bash)'
    )


@pytest.mark.parametrize(
    "line",
    [
        f"--8<-- '{PATH}'",
        f'--8<-- "{PATH}:focal_loss"',
        f';--8<-- "{PATH}"',
        f"{WHOLE}\n{WHOLE}",
    ],
)
def test_line_that_does_not_embed_a_whole_file(refusal, line):
    shown = line.split("\n")[0].strip()
    says = 'write it as --8<-- "snippets/…", the one line of ```python'
    assert refusal(f"```python\n{line}\n```") == f"10: {shown}: {says}"


def test_file_embedded_elsewhere_than_in_python(refusal):
    assert refusal(WHOLE).startswith(f"9: {WHOLE}: write it as")
    assert refusal(f"```bash\n{WHOLE}\n```").startswith(f"10: {WHOLE}: write")


def test_commands_are_left(convert):
    page = convert("```bash\nmake test\n```")
    assert page.css_first("pre").text().strip() == "make test"
