"""A page to try our Markdown extensions on."""

from collections.abc import Callable

import pytest
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from lossbook import cache
from lossbook.errors import BookError
from lossbook.markdown import (
    equation_index,
    evidence_tables,
    gpu_tables,
    result_tables,
    speed_tables,
)
from lossbook.markdown.citations import CitationsExtension
from lossbook.markdown.directives import DirectivesExtension
from lossbook.markdown.explorer_controls import ControlsExtension
from lossbook.markdown.snippet_links import ListingsExtension
from lossbook.result_files import write

OURS = (
    CitationsExtension,
    DirectivesExtension,
    ListingsExtension,
    ControlsExtension,
)
THEIRS = (
    "attr_list",
    "md_in_html",
    "pymdownx.superfences",
    "pymdownx.snippets",
)
TABLES = (
    *(equation_index, evidence_tables, gpu_tables, result_tables),
    speed_tables,
)
FRONT_MATTER = "---\ndescription: a page\n---\n\n"


@pytest.fixture
def convert(tmp_path) -> Callable[[str], LexborHTMLParser]:
    """The HTML of a page's Markdown."""

    def convert(text: str) -> LexborHTMLParser:
        page = tmp_path / "page.md"
        page.write_text(FRONT_MATTER + text, "utf-8")
        ours = [extension(page=str(page)) for extension in OURS]
        md = Markdown(extensions=[*THEIRS, *ours])
        return LexborHTMLParser(md.convert(text))

    return convert


@pytest.fixture
def refusal(convert) -> Callable[[str], str]:
    """What is said of a page's one fault, behind the page's name."""

    def refusal(text: str) -> str:
        # A directive before it makes many lines of one.
        with pytest.raises(BookError) as error:
            convert(f"# Title\n\n::: aims\n\n{text}\n")
        message = str(error.value)
        assert "\n" not in message
        return message.partition("page.md:")[2]

    return refusal


@pytest.fixture
def result(tmp_path, monkeypatch) -> Callable[[str, dict], None]:
    """Let a result file, such as BENCH, hold this."""

    def hold(name: str, found: dict) -> None:
        path = tmp_path / f"{name.lower()}.json"
        write(path, found)
        cache.forget()
        for module in TABLES:
            monkeypatch.setattr(module, name, path, raising=False)

    return hold
