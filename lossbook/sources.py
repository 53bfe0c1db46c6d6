"""The file that a page is written in, and the snippets that it embeds."""

import ast
import re
from pathlib import Path

from lossbook import cache
from lossbook.errors import BookError
from lossbook.paths import DOCS, ROOT, SNIPPETS

FENCE = (
    r"^(?P<indent> *)(?P<fence>`{3,}|~{3,})(?P<language>[^`\n]*)\n"
    r"(?P<body>(?:.*\n)*?)(?: *(?P=fence) *$|.*\Z)"
)
EMBEDDED = re.compile(
    r'^(?P<indent> *)```python\n(?P=indent)--8<-- "(?P<path>[^":]+)"\n',
    re.MULTILINE,
)


def source(name: str) -> Path:
    """The file that a page such as classification/focal-loss is written in."""
    if name.startswith("training/"):
        return SNIPPETS / f"{name}.py"
    return DOCS / f"{name}.md"


def addresses() -> list[str]:
    """Every page's address below the site's, in the order of their files."""
    pages = [
        page.relative_to(DOCS).with_suffix("").as_posix()
        for page in sorted(DOCS.rglob("*.md"))
    ]
    training = sorted((SNIPPETS / "training").glob("*.py"))
    pages += [f"training/{script.stem}" for script in training]
    return [
        page.removesuffix("index") if page.endswith("index") else f"{page}/"
        for page in pages
    ]


def embedded(text: str) -> list[Path]:
    """The files that a page's Markdown embeds, in their order."""
    return [ROOT / found["path"] for found in EMBEDDED.finditer(text)]


def has_code(name: str) -> bool:
    """Whether a page shows snippets, or is one."""
    page = source(name)
    return page.suffix == ".py" or bool(EMBEDDED.search(text(page)))


@cache.for_one_build
def text(path: Path) -> str:
    """The text of a file of the project, as it was when the build began."""
    return read(path)


def read(path: Path) -> str:
    """The text of a file of the project.

    Raises:
        BookError: there is no such file, or it is not UTF-8.
    """
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        where = f"{relative(path)}:{line}"
        raise BookError(f"{where}: not UTF-8; save the file as that") from error
    except OSError as error:
        raise BookError(f"{relative(path)}: {error.strerror}") from error


def parse(text: str, file: Path | str) -> ast.Module:
    """The syntax tree of a script.

    Args:
        text: the script.
        file: its path, for errors.

    Raises:
        BookError: it is not Python.
    """
    try:
        return ast.parse(text, str(file))
    except (SyntaxError, ValueError) as error:  # of a null byte
        line = getattr(error, "lineno", None) or 1
        text = getattr(error, "msg", None) or str(error)
        where = f"{relative(Path(file))}:{line}"
        raise BookError(f"{where}: {text}") from error


def tree(file: Path) -> ast.Module:
    """The syntax tree of a script as it is now."""
    return parse(read(file), file)


def place(file: Path, excerpt: str) -> str:
    """`file:line` of the first line that has an excerpt; else the file."""
    first = excerpt.strip().partition("\n")[0].strip()
    lines = read(file).splitlines() if file.is_file() else []
    for number, line in enumerate(lines, 1):
        if first in line:
            return f"{relative(file)}:{number}"
    return relative(file)


def relative(path: Path) -> str:
    """A path as people read it: from the project's folder."""
    return path.as_posix().removeprefix(f"{ROOT.as_posix()}/")
