"""What the tests found, page by page: they write it, the site shows it.

A result counts only while the page, the snippets on it and its bindings are
what they were when it was found.
"""

import ast
import functools
import hashlib
import json
from pathlib import Path

from lossbook.dependencies import digest
from lossbook.paths import BINDINGS, CACHE
from lossbook.sources import embedded, has_code, source

RESULTS = CACHE / "checks.json"
KINDS = ("blocks", "not run", "outputs", "equations", "numbers", "names")


def binding(name: str) -> Path:
    """The file that binds a page's equations; it need not exist."""
    return BINDINGS / f"{name.replace('-', '_')}.py"


def state(name: str) -> str:
    """A digest of all that a page's results depend on."""
    page = source(name)
    text = page.read_text("utf-8")
    snippets = embedded(text)
    if page.suffix == ".py":
        snippets.append(page)
    hasher = hashlib.sha256(text.encode())
    hasher.update(digest(*snippets).encode())
    if binding(name).exists():
        hasher.update(binding(name).read_bytes())
    return hasher.hexdigest()[:24]


def read() -> dict[str, dict]:
    """The results by page: its state, and what was checked by kind."""
    if not RESULTS.exists():
        return {}
    return json.loads(RESULTS.read_text("utf-8"))


def add(found: dict[str, dict[str, list[str]]]) -> None:
    """Keep what one test run found, beside what still holds of earlier ones.

    Args:
        found: by page and kind, what was checked.
    """
    results = read()
    for name, kinds in found.items():
        now = state(name)
        page = results.get(name, {})
        if page.get("state") != now:
            page = {"state": now}
        for kind, checked in kinds.items():
            page[kind] = sorted({*page.get(kind, ()), *checked})
        results[name] = page
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=1), "utf-8")


def line(name: str) -> str:
    """One line on what was checked on a page; "" where nothing can be."""
    if not has_code(name):
        return ""
    result = read().get(name, {})
    whole = all(kind in result for kind in KINDS)
    if not whole or result["state"] != state(name):
        return "not since its last change."
    counts = {kind: len(result[kind]) for kind in KINDS}
    left = f" and {counts['not run']} not" if counts["not run"] else ""
    from importlib.metadata import version

    torch = version("torch").partition("+")[0]
    return (
        f"{_count(counts['blocks'], 'block')} run{left}, "
        f"{_count(counts['outputs'], 'output')} compared, "
        f"{_count(counts['equations'], 'equation')} checked, "
        f"{_count(counts['numbers'], 'number')} traced, "
        f"{_count(counts['names'], 'name')} resolved; torch {torch}."
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def anchor(name: str, label: str) -> str:
    """The id, on the page of all equations, of one equation's check."""
    return f"{name.replace('/', '-')}-{label}"


def bound(name: str) -> dict[str, str]:
    """The binding of each of a page's equations, as it is written."""
    if not binding(name).exists():
        return {}
    return _bound(binding(name).read_text("utf-8"))


@functools.cache
def _bound(text: str) -> dict[str, str]:
    lines, found = text.splitlines(), {}
    for node in ast.walk(ast.parse(text)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in ("bind", "explain")
        ):
            label = ast.literal_eval(node.args[0])
            found[label] = "\n".join(lines[node.lineno - 1 : node.end_lineno])
    return found
