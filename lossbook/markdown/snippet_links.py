"""Puts a file's name, as a link to download it, above each embedded snippet.

A Python-Markdown extension. An author writes

    ```python
    --8<-- "snippets/losses/focal_loss.py"
    ```

and this runs before pymdownx.snippets replaces the directive by the file. Below
the name stands what the file needs to run: other files, as links, and packages
but torch. Where the book's repository is known, one more link shows the file
there. The lines behind `#>`, which the run printed, are marked as such, and a
line marked `{ .line }` becomes a block, so that it can be copied. Of a long
file some lines are folded. `#losses/focal_loss.py` leads to the name.
"""

import html
import re
from pathlib import Path

from markdown import Markdown
from markdown.postprocessors import Postprocessor

from lossbook import cache
from lossbook.dependencies import needs
from lossbook.errors import BookError, suggestion
from lossbook.markdown.folding import folded, folds
from lossbook.markdown.page_syntax import PageExtension
from lossbook.paths import DOCS, ROOT, SNIPPETS
from lossbook.sources import EMBEDDED, FENCE, relative, text

EMBED = '--8<-- "snippets/…"'
WHOLE = re.compile(rf"{EMBEDDED.pattern} *```", re.MULTILINE)
BLOCK = re.compile(
    r'(?P<name><p class="listing" id="(?P<anchor>[^"]+)">(?:(?!</p>).)*</p>\n)?'
    r'(?P<div><div class="[^"]*\bhighlight)"><pre>(?P<code>.*?)</pre>',
    re.DOTALL,
)
# A cell of a training page that imports what the page needs, if it is long.
IMPORTS, LONG = re.compile(r"(?:import|from) "), 8
# And one that draws, with the picture below it.
DRAWS = re.compile(r"^(figure|fig), .*= plt\.subplots\(", re.MULTILINE)
# A line that was printed, and how many letters of one a phone shows; a row of a
# table, which has two gaps at least that are not inside a tensor.
PRINTED = re.compile(r'^( *)<span class="c1">(#&gt;.*)</span>$', re.MULTILINE)
PHONE = 38
ROW = re.compile(r"#>.*[^\s,[] {2,}\S.*[^\s,[] {2,}\S")
TAG = re.compile(r"<[^>]*>")
FOLDED = """\
<details class="whole" data-search-exclude><summary>\
<span>Show {}</span><span>Show fewer lines</span></summary></details>"""
LINE = re.compile(r'<p class="line"><code>(.*?)</code></p>', re.DOTALL)


class ListingsExtension(PageExtension):
    """`repository` is the address below which it shows files; "" for none."""

    config = {"repository": ["", "address that shows the files"]}  # noqa: RUF012

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        # A script's own cells are code; each of them was run.
        if not self.getConfig("page").endswith(".py"):
            self.replace(md, rf"{FENCE}|^ *;*-+8<.*$", _checked)
        # Before "snippet" (32), which embeds the file.
        self.replace(md, EMBEDDED.pattern, self._named, 33)
        # After "raw_html" (30), which brings the highlighted code back.
        md.postprocessors.register(_Mark(md), "printed", 15)

    def _named(self, fence: re.Match) -> str:
        indent, path = fence["indent"], fence["path"]
        lines = [download(ROOT / path)]
        if repository := self.getConfig("repository"):
            title = f"See {path} in the repository"
            lines[0] += f' [source]({repository}{path}){{ title="{title}" }}'
        if needed := needed_by(ROOT / path):
            lines[0] += "  "  # so that a line ends here
            lines.append(f"needs {needed}")
        lines.append(f"{{ #{anchor(path)} .listing }}")
        return "".join(f"{indent}{x}\n" for x in lines) + f"\n{fence[0]}"


def _checked(block: re.Match) -> str:
    """The block as it is: a command, or a snippet whole.

    Raises:
        BookError: it is anything else, which no test would run.
    """
    is_command = block["fence"] == "```" and block["language"] == "bash"
    if is_command and "8<" not in block["body"]:
        return block[0]
    found = WHOLE.fullmatch(block[0])
    if found is None:
        line = (block["body"] or block[0]).split("\n")[0].strip()
        way_out = (
            f"put it into a file under snippets/ and embed it: {EMBED} "
            "(commands stand in ```bash)"
        )
        if "8<" in line:
            way_out = f"write it as {EMBED}, the one line of ```python"
        raise BookError(f"{line}: {way_out}")
    if not (ROOT / found["path"]).is_file():
        files = SNIPPETS.rglob("*.py")
        names = [file.relative_to(ROOT).as_posix() for file in files]
        raise BookError(
            f"there is no file {found['path']}; "
            f"{suggestion(found['path'], names)}"
        )
    return block[0]


def download(file: Path) -> str:
    """A link in Markdown that downloads a file of the project."""
    path = relative(file)
    address = relative(file.relative_to(DOCS)) if DOCS in file.parents else path
    return f'[{path}](/{address}){{ download title="Download {path}" }}'


@cache.for_one_build
def needed_by(script: Path) -> str:
    """In Markdown, what a snippet needs to run alone; "" if nothing."""
    files, packages = needs(script)
    return ", ".join([*map(download, files), *packages])


def anchor(path: str) -> str:
    """The id of a snippet's name, to link to on the page that embeds it."""
    return path.removeprefix("snippets/")


class _Mark(Postprocessor):
    def run(self, text: str) -> str:
        return BLOCK.sub(_block, LINE.sub(_line, text))


def _line(line: re.Match) -> str:
    """A block; where it is too long for a phone it breaks in a call, outermost.

    So no argument is torn from its name, and no inner call from its own.
    """
    depth, code = 0, ""
    for part in re.split(r"(?<=[()])", line[1]):
        code += part
        depth += part.endswith("(") - part.endswith(")")
        if part.endswith("(") and depth == 1:
            code += "<wbr>"
    code = code.replace("<wbr>)", ")")
    return f'<pre class="line"><code>{code}</code></pre>'


def _block(block: re.Match) -> str:
    """A block, folded if it is a long file; it says how high it will be.

    The browser makes room for what it has not laid out yet.
    """
    name, code = block["name"] or "", block["code"]
    lines = code.count("\n")  # each line of a block ends in one
    lengths = (len(html.unescape(f"{x}{y}")) for x, y in PRINTED.findall(code))
    wide = max(lengths, default=0) > PHONE
    kind, below, found = " small" if wide else "", "", []
    code = PRINTED.sub(_printed, code)
    what = f"all {lines} lines"
    if name:
        path = f"snippets/{block['anchor']}"
        found = folds(text(ROOT / path), path)
    elif DRAWS.search(plain := TAG.sub("", code)):
        found, what = [range(lines)], "the code that draws this"
    elif lines > LONG and IMPORTS.match(plain):
        found, what = [range(lines)], "the imports"
    if found:
        kind, below = f"{kind} folded", FOLDED.format(what)
        code = folded(code, found)
        lines -= sum(map(len, found))
    return (
        f'{name}{block["div"]}{kind}" style="--lines: {lines}; '
        f'--folds: {len(found)}"><pre>{code}</pre>{below}'
    )


def _printed(line: re.Match) -> str:
    """A printed line, which docs/assets/lossbook.css fits into a phone."""
    indent = line[1] and f"<span>{line[1]}</span>"
    row = " row" if ROW.match(html.unescape(line[2])) else ""
    return f'<span class="c1 printed{row}">{indent}{line[2]}</span>'
