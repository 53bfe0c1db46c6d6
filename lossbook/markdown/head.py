r"""The head of a chapter: what one needs to choose a loss, and to use it.

    ::: head focal_loss
        Focal loss is cross-entropy that …

        - **Use it when** …
        - **Not when** …

        `loss = focal_loss(logits, target)`

        $$
        \ell(z, y) = …
        \label{eq:focal}
        $$

        ![Two curves …](../assets/figures/focal_loss_curve.svg)

The line of code is in the run of the snippet that is named behind `head`. It
gets a button that copies it and, if the snippet is a file to paste, links that
download the file and lead to it below. A chapter of several losses names their
snippets and has a line for each, with what tells it from the others before it:
``Outliers: `loss = nn.HuberLoss()(prediction, target)` ``. Formulas and picture
may be missing.
"""

import re
from pathlib import Path

from lossbook import sources
from lossbook.errors import BookError, suggestion
from lossbook.markdown.snippet_links import anchor
from lossbook.paths import SNIPPETS

LINE = re.compile(r"(?:(?P<label>[^`\n]+): )?`(?P<code>[^`\n]+)`")
CASES = ("Use it when", "Not when")
TO_PASTE = ("losses", "regularizers", "tools")
# In which a name is looked for, in this order.
FOLDERS = (*TO_PASTE, "builtin", "relations", "pitfalls")


def head(snippet: str, *more: str, below: str) -> list[str]:
    """The parts of a head, in a box that docs/assets/head.css lays out.

    Raises:
        BookError: a part is missing, or no snippet has a line of code.
    """
    known = {
        file.stem: file
        for folder in reversed(FOLDERS)
        for file in (SNIPPETS / folder).glob("*.py")
    }
    for name in (snippet, *more):
        if name not in known:
            way_out = suggestion(name, known)
            raise BookError(f"there is no such snippet; {way_out}")
    files = [known[name] for name in (snippet, *more)]
    for case in CASES:
        if f"\n- **{case}** " not in below:
            raise BookError(f"add the indented item - **{case}** …")
    parts = [_part(part, files) for part in re.split(r"\n{2,}", below.strip())]
    if not any(part.startswith("<div") for part in parts):
        raise BookError(
            f"add the line of code that uses {snippet}, indented and in `"
        )
    formulas = [part for part in parts if part.startswith("$$")]
    if formulas:
        at = parts.index(formulas[0])
        parts = [part for part in parts if part not in formulas]
        parts.insert(at, _box("formulas", formulas))
    return [_box("head", parts)]


def _box(name: str, parts: list[str]) -> str:
    inside = "\n\n".join(parts)
    return f'<div class="{name}" markdown>\n\n{inside}\n\n</div>'


def _part(part: str, files: list[Path]) -> str:
    """A paragraph as it is, or lines of code, each with its file."""
    lines = [LINE.fullmatch(line) for line in part.split("\n")]
    if not all(lines):
        return part
    return _box("use", [_use(line, files) for line in lines if line])


def _use(line: re.Match, files: list[Path]) -> str:
    code = line["code"]
    runs = {file: sources.text(file) for file in files}
    file = next((each for each in files if code in runs[each]), None)
    if file is None:
        names = ", ".join(map(sources.relative, files))
        way_out = "add it to its run, or choose another"
        raise BookError(f"the line {code!r} is not in {names}; {way_out}")
    path = sources.relative(file)
    words = [f"<span>{line['label']}</span>"] if line["label"] else []
    if file.parent.name in TO_PASTE:
        title = f'{{ download title="Download {path}" }}'
        words.append(f"[{file.name}](/{path}){title}")
    words.append(f"[see the code](#{anchor(path)})")
    return f"{' '.join(words)}\n{{ .file }}\n\n`{code}`\n{{ .line }}"
