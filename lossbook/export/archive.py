"""Packs files into one zip, the same bytes for the same files."""

import io
import zipfile
from pathlib import Path

from lossbook.paths import ROOT, SNIPPETS

# The first moment that a zip can name.
NO_TIME = (1980, 1, 1, 0, 0, 0)


def snippets() -> bytes:
    """The folder snippets/ as it stands, with the licence in it."""
    scripts = sorted((SNIPPETS).rglob("*.py"))
    contents = {
        script.relative_to(ROOT).as_posix(): script for script in scripts
    }
    contents["snippets/LICENSE"] = ROOT / "LICENSE"
    return packed(contents)


def packed(contents: dict[str, Path]) -> bytes:
    """A zip of files under the names they are to have in it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, file in contents.items():
            entry = zipfile.ZipInfo(name, NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, wherever it is packed
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, file.read_bytes())
    return packed.getvalue()
