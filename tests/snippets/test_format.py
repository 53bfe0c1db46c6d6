"""Every snippet is as ruff formats it, and short enough to read."""

import pytest

from lossbook.generate.outputs import snippets, tidy
from lossbook.paths import ROOT

SCRIPTS = snippets([ROOT / "snippets"])


@pytest.mark.parametrize(
    "script", SCRIPTS, ids=[f"{s.parent.name}/{s.stem}" for s in SCRIPTS]
)
def test_snippet_is_formatted(script):
    name = str(script.relative_to(ROOT))
    source = script.read_text("utf-8")
    if source != tidy(source, name):
        pytest.fail(f"{name}: not formatted. Run: make update", pytrace=False)
    for number, line in enumerate(source.splitlines(), 1):
        assert len(line) <= 80, f"{name}:{number}: {len(line)} characters"
