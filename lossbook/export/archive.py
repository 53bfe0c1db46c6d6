"""Packs files into one zip, the same bytes for the same files."""

import io
import sys
import zipfile
from collections.abc import Mapping

from lossbook import sources
from lossbook.dependencies import closure, installed
from lossbook.paths import ROOT, SNIPPETS

# The first moment that a zip can name.
NO_TIME = (1980, 1, 1, 0, 0, 0)
README = """\
# The snippets of {book}

Every line of Python that the book shows, and what it reads. Install what the
snippets import:

```bash
pip install -r requirements.txt
```

Run them from this folder, where they find each other. What a `print` prints
stands below it, behind `#>`. The function `draw` of those in `snippets/figures`
returns a figure of matplotlib:

```bash
python -m snippets.losses.focal_loss
python -c "from snippets.figures.dropout import draw; draw().savefig('out.svg')"
```

Those in `snippets/losses`, `snippets/regularizers` and `snippets/tools` need
torch alone: copy a file into your project. No attribution is needed: see
`LICENSE` (MIT-0).
"""


def snippets(book: str) -> bytes:
    """The folder snippets/ as it stands, and all that it takes to run it.

    Args:
        book: the book's name.

    Raises:
        BookError: a snippet is not Python.
    """
    files, packages = {ROOT / "LICENSE"}, set()
    for script in SNIPPETS.rglob("*.py"):
        files.update(closure(script)[0])
        packages.update(closure(script)[1])
    contents: dict[str, bytes | str] = {
        sources.relative(file): file.read_bytes() for file in sorted(files)
    }
    contents["README.md"] = README.format(book=book)
    contents["requirements.txt"] = "".join(
        f"{package}=={installed(package).partition('+')[0]}\n"
        for package in sorted(packages - sys.stdlib_module_names)
    )
    return packed({f"lossbook-snippets/{x}": contents[x] for x in contents})


def packed(contents: Mapping[str, bytes | str]) -> bytes:
    """A zip of contents, by the names that they are to have in it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            entry = zipfile.ZipInfo(name, NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, wherever it is packed
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return packed.getvalue()
