"""Where things are."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
SETTINGS = ROOT / "mkdocs.yml"
DOCS = ROOT / "docs"
SNIPPETS = ROOT / "snippets"
CACHE = ROOT / ".cache"
BINDINGS = ROOT / "tests" / "docs" / "equations"
