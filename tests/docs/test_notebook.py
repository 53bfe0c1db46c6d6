"""The training chapter shows what it teaches, and folds the rest."""

import pytest

from tests.docs.pages import TRAINING
from tests.html import parsed


@pytest.mark.parametrize("name", TRAINING)
def test_its_imports_and_what_draws_are_folded(site, name):
    chapter = parsed(site / name / "index.html").css_first("article")
    imports, *others = chapter.css(".highlight:not(.output)")
    assert imports.css_first("code").text().startswith(("import ", "from "))
    bar = imports.css_first("summary").text()
    assert bar == "Show the importsShow fewer lines"
    drawing = [
        block
        for block in others
        if "plt.subplots" in block.css_first("code").text()
    ]
    assert len(drawing) >= len(chapter.css("img"))
    for block in (imports, *drawing):
        seen = block.css_first("code")
        seen.css_first(".fold").decompose()
        assert not seen.text().strip(), seen.text()
