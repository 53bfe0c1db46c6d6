"""An executed script becomes a chapter, its outputs as they were printed."""

import pytest
from nbformat import v4

from lossbook.generate.figures import MIME, NARROW
from lossbook.pages import training_page
from lossbook.pages.training_page import to_markdown
from tests.html import parsed

SVG = '<svg xmlns="http://www.w3.org/2000/svg"><path fill="#ffffff"/></svg>'


def cell(source: str, *outputs, **metadata):
    return v4.new_code_cell(source, outputs=list(outputs), metadata=metadata)


def figure():
    data = {"image/svg+xml": SVG, MIME: SVG, "text/plain": "<Figure>"}
    return v4.new_output("display_data", data)


@pytest.fixture
def chapter(tmp_path, monkeypatch):
    """The Markdown of an executed notebook, and its figures."""
    monkeypatch.setattr(training_page, "ROOT", tmp_path)

    def chapter(*cells) -> tuple[str, dict[str, str]]:
        script = tmp_path / "line.py"
        sources = "".join(f"# %%\n{each.source}\n" for each in cells)
        script.write_text(sources, "utf-8")
        return to_markdown(v4.new_notebook(cells=list(cells)), script)

    return chapter


def test_text_code_and_output(chapter):
    printed = v4.new_output("stream", text="\n \x1b[1m7\x1b[0m\n\n 8\n")
    text = v4.new_markdown_cell("# Title\n\n$a$ and [b](c.md)")
    markdown, figures = chapter(text, cell("print(7)", printed))
    assert markdown.strip() == (
        "# Title\n\n$a$ and [b](c.md)\n\n"
        "```python\nprint(7)\n```\n\n"
        "```{ .text .output .no-copy }\n 7\n\n 8\n```"
    )
    assert not figures


def test_value_of_a_cell(chapter):
    value = v4.new_output("execute_result", {"text/plain": "7"})
    markdown, _ = chapter(cell("7", value))
    assert markdown.endswith("```{ .text .output .no-copy }\n7\n```\n\n")


def test_figure_has_both_schemes_and_its_text(chapter):
    markdown, figures = chapter(cell("draw()", figure(), alt="A line."))
    name, narrow = figures
    assert markdown.endswith(f"![A line.](/assets/figures/{name})\n\n")
    assert name.startswith("line-1.")
    assert narrow == name.replace(".svg", f"{NARROW}.svg")
    for svg in figures.values():
        assert "prefers-color-scheme" in svg
    assert "<Figure>" not in markdown


def test_progress_bar_shows_its_last_state_and_no_time(built_book):
    page = parsed(built_book / "site/training/line/index.html")
    outputs = [output.text() for output in page.css("article .output")]
    assert outputs == [
        "slope 2.000\n",
        "100%|████████████████████| 20/20\n",
    ]
