"""Lists what each equation of the book is checked against.

The line `::: equations` becomes, page by page, each formula beside its binding
as the tests read it; `::: unevaluated` lists the equations that have nothing to
evaluate, with the reasons; `::: mutation` is the table of what the checks
noticed when the book was damaged on purpose; `::: portability` is the table of
what other generators make of it.
"""

import ast
import html
import itertools
import re

from markdown.extensions.toc import slugify

from lossbook import check_results, sources
from lossbook.markdown.math import LABEL
from lossbook.markdown.snippet_links import download
from lossbook.parts import parts
from lossbook.paths import ROOT
from lossbook.result_files import MUTATION, PORTABILITY, numbers, recorded

DISPLAY = re.compile(r"^ *\$\$\n(.+?)^ *\$\$$", re.MULTILINE | re.DOTALL)

# In a binding: a comment, which ends with its line; and where a line ends
# behind an opening bracket, before a closing one, and anywhere else.
COMMENT = re.compile(r"(^|  )# ", re.MULTILINE)
ENDS = (r"(?<=[(\[{])\n *()", r",?\n *([)\]}])", r"\n *()")


def _pages() -> dict[str, list[str]]:
    """The pages that have bound equations, by the book's parts."""
    bound = {
        part: [name for name in names if check_results.bound(name)]
        for part, names in parts().items()
    }
    return {part: names for part, names in bound.items() if names}


def equations() -> list[str]:
    """Each page's formulas, and what they are bound to, under its title.

    Above them are their contents, part by part, as the book's own have them.
    """
    contents = _pages()
    lines = ['<div class="contents" markdown>', ""]
    for part, names in contents.items():
        lines += ["<section markdown>", "", f"**{part}**", ""]
        titles = map(_title, names)
        lines += [f"- [{each}](#{slugify(each, '-')})" for each in titles]
        lines += ["", "</section>", ""]
    lines += ["</div>"]
    for name in itertools.chain(*contents.values()):
        shown = displayed(name)
        lines += ["", f"## [{_title(name)}](/{name}.md)", ""]
        for label, binding in check_results.bound(name).items():
            anchor = check_results.anchor(name, label)
            id_ = f' id="{anchor}"' if label in shown else ""
            lines += [
                f'<div class="bound"{id_} data-search-exclude markdown>',
                "",
                _formula(label, shown, f"/{name}.md"),
                "",
                f'<p class="binding">{_code(binding)}</p>',
                "",
                "</div>",
                "",
            ]
    return lines


def _formula(label: str, shown: dict[str, str], address: str) -> str:
    """In Markdown, a formula as its page has it, led back to by its number."""
    if label in shown:
        number = list(shown).index(label) + 1
        tex = " ".join(shown[label].split())
        return f"$\\displaystyle {tex}$ [({number})]({address}#{label})"
    if label.startswith("$"):
        return label
    path, _, statement = label.partition("#")
    which = f"Statement {statement} in the" if statement else "The"
    return f"{which} docstring of {download(ROOT / path)}"


def displayed(name: str) -> dict[str, str]:
    """The TeX of a page's displayed equations by label, in their order."""
    text = sources.text(sources.source(name))
    if name.startswith("training/"):
        text = re.sub(r"^# ?", "", text, flags=re.MULTILINE)
    return {
        label: LABEL.sub("", tex).strip()
        for tex in DISPLAY.findall(text)
        for label in LABEL.findall(tex)
    }


def unevaluated() -> list[str]:
    """The formulas that have nothing to evaluate, with the reasons."""
    rows, total = [], 0
    for name in sorted(itertools.chain(*_pages().values())):
        page = f"[{_title(name)}](/{name}.md)"
        for label, binding in check_results.bound(name).items():
            total += 1
            match ast.parse(binding, mode="eval").body:
                case ast.Call(ast.Attribute(attr="explain"), [_, reason]):
                    why = ast.literal_eval(reason)
                    rows.append(f"| {page} | `{label}` | {why} |")
    if not rows:
        return [f"All {total} of the formulas below are evaluated."]
    return [
        f"{len(rows)} of {total}:",
        "",
        "| Chapter | Formula | Why |",
        "|---|---|---|",
        *rows,
    ]


def mutation() -> list[str]:
    """How many damages of each kind the checks noticed."""
    rows = recorded(MUTATION)["kinds"]
    total = {
        key: sum(row[key] for row in rows)
        for key in ("tried", "noticed", "harmless")
    }
    cells = [
        [
            *(row["kind"], row["tried"], row["noticed"]),
            f"{row['noticed'] / row['tried']:.1%}",
            row["harmless"],
        ]
        for row in [*rows, {"kind": "**all**", **total}]
    ]
    return numbers(["Fault", "Tried", "Noticed", "Share", "Harmless"], cells)


def portability() -> list[str]:
    """What each generator makes of the book."""
    found = recorded(PORTABILITY)["generators"]
    heads = [f"{each['generator']} {each['version']}" for each in found]
    counted = list(found[0])[2:]
    rows = [[what, *(each[what] for each in found)] for what in counted]
    lines = numbers(["Counted", *heads], rows)
    then, now = found[0]["pages"], len(sources.addresses())
    if then != now:
        lines += ["", f"The book had {then} pages then; it has {now} now."]
    return lines


def _title(name: str) -> str:
    text = sources.source(name).read_text("utf-8")
    heading = "# # " if name.startswith("training/") else "# "
    title = re.search(rf"^{heading}(.+)$", text, re.MULTILINE)
    return title[1] if title else name


def _code(binding: str) -> str:
    """In one line, for a column of any width; one with comments as it is."""
    if COMMENT.search(binding):
        return f'<code class="lines">{_escape(binding)}</code>'
    for end, between in zip(ENDS, ("", "", " "), strict=True):
        binding = re.sub(end, rf"{between}\1", binding)
    return f"<code>{_escape(binding)}</code>"


def _escape(text: str) -> str:
    # A dollar would begin a formula.
    return html.escape(text, quote=False).replace("$", "&#36;")
