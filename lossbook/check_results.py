"""What the tests found, page by page: they write it, the site shows it.

A result counts only while the page, the snippets on it and its bindings are
what they were when it was found.
"""

import ast
import functools
import json
from importlib.metadata import version
from pathlib import Path

from filelock import FileLock
from mkdocs.structure.files import File, Files

from lossbook import cache
from lossbook.dependencies import digest
from lossbook.errors import BookError
from lossbook.paths import BINDINGS, CACHE
from lossbook.sources import embedded, has_code, parse, relative, source, text

RESULTS = CACHE / "checks"
KINDS = ("blocks", "not run", "outputs", "equations", "numbers", "names")


def binding(name: str) -> Path:
    """The file that binds a page's equations; it need not exist."""
    return BINDINGS / f"{name.replace('-', '_')}.py"


def state(name: str) -> str:
    """A digest of all that a page's results depend on."""
    page = source(name)
    snippets = embedded(text(page))
    if page.suffix == ".py":
        snippets.append(page)
    parts = [text(page), digest(*snippets)]
    if binding(name).exists():
        parts.append(text(binding(name)))
    return cache.key(*parts)


@cache.for_one_build
def read() -> dict[str, dict]:
    """The results by page: its state, and what was checked by kind."""
    return json.loads(cache.read(RESULTS) or b"{}")


def add(found: dict[str, dict[str, list[str]]]) -> None:
    """Keep what one test run found, beside what still holds of earlier ones.

    Args:
        found: by page and kind, what was checked.
    """
    with FileLock(f"{RESULTS}.lock"):
        cache.forget()
        results = read()
        for name, kinds in found.items():
            now = state(name)
            page = results.get(name, {})
            if page.get("state") != now:
                page = {"state": now}
            for kind, checked in kinds.items():
                page[kind] = sorted({*page.get(kind, ()), *checked})
            results[name] = page
        cache.write(RESULTS, json.dumps(results, indent=1).encode())


def line(name: str) -> str:
    """One line on what was checked on a page; "" where that is not known."""
    if not has_code(name):
        return ""
    result = read().get(name, {})
    if not {*KINDS} <= {*result} or result["state"] != state(name):
        return ""
    counts = {kind: len(result[kind]) for kind in KINDS}
    left = f" and {counts['not run']} not" if counts["not run"] else ""
    torch = version("torch").partition("+")[0]
    return (
        f"{_count(counts['blocks'], 'block')} run{left}, "
        f"{_count(counts['outputs'], 'output')} compared, "
        f"{_count(counts['equations'], 'equation')} checked, "
        f"{_count(counts['numbers'], 'number')} traced, "
        f"{_count(counts['names'], 'name')} resolved; torch {torch}."
    )


def foot(file: File, files: Files) -> str:
    """That line as it stands at the foot of a page, with a link to the how."""
    found = line(file.src_uri.removesuffix(".md"))
    how = files.get_file_from_path("reference/how-checked.md")
    if not found or how is None:
        return ""
    address = how.url_relative_to(file)
    return f'<p class="checked"><a href="{address}">Checked</a>: {found}</p>'


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def anchor(name: str, label: str) -> str:
    """The id, on the page of all equations, of one equation's check."""
    return f"{name.replace('/', '-')}-{label}"


def address(file: File, files: Files) -> str:
    """Where, followed by a label, the check of a page's equation is shown."""
    register = files.get_file_from_path("reference/equations.md")
    name = file.src_uri.removesuffix(".md")
    if register is None or not binding(name).exists():
        return ""
    return f"{register.url_relative_to(file)}#{anchor(name, '')}"


def bound(name: str) -> dict[str, str]:
    """The binding of each of a page's equations, as it is written."""
    if not binding(name).exists():
        return {}
    return _bound(text(binding(name)), relative(binding(name)))


@functools.cache
def _bound(source: str, file: str) -> dict[str, str]:
    lines, found = source.splitlines(), {}
    for node in ast.walk(parse(source, file)):
        match node:
            case ast.Call(
                ast.Attribute(attr="bind"), [ast.Constant(str(label)), *_]
            ) | ast.Call(
                ast.Attribute(attr="explain"),
                [ast.Constant(str(label)), ast.Constant(str())],
            ):
                code = lines[node.lineno - 1 : node.end_lineno]
                found[label] = "\n".join(code)
            case ast.Call(ast.Attribute(attr="bind" | "explain")):
                raise BookError(
                    f"{file}:{node.lineno}: not as text; write "
                    'page.bind("eq:…", …) or page.explain("eq:…", "why")'
                )
    return found
