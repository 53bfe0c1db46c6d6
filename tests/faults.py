"""The faults that `tests.mutate` makes, and the checks that should notice them.

What a page claims is found here by plain patterns and not by the functions that
the checks use: what a check overlooks, a fault must not overlook, too.
"""

import ast
import itertools
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lossbook.paths import DOCS, ROOT, SNIPPETS
from lossbook.sources import relative, source
from tests.snippets.grid import some

RUNS = sorted(SNIPPETS.glob("relations/*.py"))
PAGES = sorted(DOCS.rglob("*.md"))


@dataclass(frozen=True)
class Fault:
    """`old` at an offset of a file becomes `new`; these checks should notice.

    The checks stand in the order in which they are tried, the quick ones first.
    """

    kind: str
    path: str
    start: int
    old: str
    new: str
    checks: tuple[str, ...]

    def line(self, text: str) -> int:
        return text.count("\n", 0, self.start) + 1

    def applied(self, text: str) -> str:
        """The file with the fault in it."""
        end = self.start + len(self.old)
        return text[: self.start] + self.new + text[end:]

    def damaged(self, text: str) -> str:
        """The line with the fault in it, by which harmless.yml names it."""
        lines = self.applied(text).splitlines()
        return lines[min(self.line(text), len(lines)) - 1].strip()


def faults() -> list[Fault]:
    """Every fault that is known how to make."""
    found = []
    for page in PAGES:
        found += in_page(page.relative_to(DOCS).with_suffix(""))
    for script in sorted(SNIPPETS.glob("*/*.py")):
        found += in_snippet(script)
        if script.parent.name == "training":
            found += in_page(Path("training", script.stem))
    return found + in_assets()


def choose(found: list[Fault], most: int, each: int) -> list[Fault]:
    """At most so many of each file and kind, and of each kind; the same ones.

    What is chosen of a kind is spread over all files.
    """
    kinds: dict[str, dict[str, list[Fault]]] = {}
    for fault in found:
        files = kinds.setdefault(fault.kind, {})
        files.setdefault(fault.path, []).append(fault)
    chosen = []
    for kind, files in kinds.items():
        count = max(most, 5 // len(files))  # more where a kind has few files
        tried = []
        for path, group in files.items():
            chance = random.Random(repr((path, kind)))
            tried += chance.sample(group, min(count, len(group)))
        chosen += some(tried, each)
    return chosen


# Pages: equations, digits, names, messages, links.

HIDDEN = re.compile(  # what is no claim: settings, code, addresses
    r"^(?:search|hide|template|icon):[^\n]*\n(?:[ -][^\n]*\n)*"
    r"|^( *)```.*?^\1```$|\$\$\n.*?^ *\$\$$"
    r"|\]\([^)]*\)|<https?://[^>]*>|\{ [^}]*\}|^::: [^\n]*$",
    re.MULTILINE | re.DOTALL,
)
SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
MESSAGE = re.compile(r"\b(Error|Warning)\b|: .* ")
NAME = r"(?<![\w.'\"])[A-Za-z](?=[\w.]{2})\w*(?:\.[A-Za-z_]\w*)*(?![\w'\"./-])"
LINK = re.compile(r"\]\((\S+?\.md)(#\S+)?\)")
EMBED = re.compile(r'^--8<-- "(snippets/[^"]+)"$', re.MULTILINE)
HEADING = re.compile(r"^#{2,} (.+?)(?: \{.*)?$", re.MULTILINE)
# What takes the place of a word, and the other way round.
OTHERS = {
    "half": "third",
    "twice": "three times",
    "three times": "four times",
    "two": "three",
    "four": "five",
    "tenth": "fifth",
    "ValueError": "IndexError",
    "RuntimeError": "TypeError",
    "True": "False",
    '"mean"': '"sum"',
    "yes": "no",
}
OTHERS |= {new: old for old, new in OTHERS.items() if new not in OTHERS}
WORDS = {
    "multiple": r"\b(?:half(?! precision|-life)|twice|three times|four times"
    r"|tenth|fifth)\b",
    "count": r"\b(?:two|three|four|five)\b(?! times)",
    # In prose the true minus is a sign, but for that of "1 − 1e-4".
    "minus": r"(?<!\d )−(?=\d)|(?<![\w)\]}^=] )(?<![\w)\]}^–-])-(?=\d)",
    "yes or no": r"(?<=\| )(?:yes|no)(?= [|;,])",
}
CODE = r"\b(?:(?:Value|Index|Runtime|Type)Error|True|False)\b|\"(?:mean|sum)\""
RELATIONS = {r"\le": r"\ge", r"\ge": r"\le", "<": ">", ">": "<", r"\to": "="}


def of_page(name: str) -> str:
    """The check of what a page says; the equations are the slow part."""
    kinds = "numbers names links settings references placement equations"
    files = [f"tests/docs/test_{kind}.py" for kind in kinds.split()]
    return " ".join([*files, f"-k '[{name} or not ['"])


def in_page(page: Path) -> list[Fault]:
    name = page.as_posix()
    path = source(name)
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        text = _markdown(text)
    found = []

    def add(kind, at, old, new):
        check = of_page(name)
        found.append(Fault(kind, relative(path), at, old, new, (check,)))

    def each(kind, pattern, within, new):
        for match in re.finditer(pattern, within):
            at = match.start(match.lastindex or 0)
            old = match[match.lastindex or 0]
            add(kind, at, old, new(old))

    for display in re.finditer(r"^ *\$\$\n(.+?)^ *\$\$$", text, re.M | re.S):
        for kind, at, old, new in in_equation(display[1]):
            add(f"equation: {kind}", display.start(1) + at, old, new)

    formulas = re.finditer(r"(?<![$\\])\$([^$\n]+)\$(?!\$)", text)
    stated = re.compile(r"=|<|>|\\(?:le|ge|to)\b")
    inline = only((m for m in formulas if stated.search(m[1])), text)
    each("inline: relation", r"\\(?:le|ge|to)\b|[<>]", inline, RELATIONS.get)
    each("inline: sign", r"(?<!\^\{)(?<!_\{)[+-]", inline, _opposite)

    for old, at, new in swapped(EMBED.finditer(text)):
        add("snippets swapped", at, old, new)

    labels = re.findall(r"\\label\{([^}]+)\}", text)
    for label in re.finditer(r"\\eqref\{([^}]+)\}", text):
        for new in [x for x in labels if x != label[1]][:1]:
            add("link: another equation", label.start(1), label[1], new)

    for link in LINK.finditer(text):
        part = link[2] or link[1]
        at = link.start(2) if link[2] else link.start(1)
        add("link", at + len(part) - 4, part[-4:], f"0{part[-3:]}")
        target = (path.parent / link[1]).resolve()
        others = []
        if link[2] and target.exists():
            headings = HEADING.findall(target.read_text("utf-8"))
            others = [f"#{_slug(heading)}" for heading in headings]
        elif not link[2]:
            files = target.parent.glob("*.md")
            others = [link[1].replace(target.name, x.name) for x in files]
        for new in [other for other in sorted(others) if other != part][:1]:
            add("link: another target", at, part, new)

    claims = HIDDEN.sub(_blank, text)
    spans = [*SPAN.finditer(claims)]
    messages = [
        x for x in spans if MESSAGE.search(x[1]) and x[1].count(" ") > 2
    ]
    for span in messages:
        words = list(re.finditer(r" \w+", span[1]))
        word = words[len(words) // 2]
        add("message", span.start(1) + word.start(), word[0], "")
    code = only((x for x in spans if x not in messages), claims)
    each("name", NAME, code, lambda name: name[:-1])
    each("setting", r"(?<==)-?[\d.]*(\d)\b", code, _other)
    each("word of code", CODE, code, OTHERS.get)

    sentences = SPAN.sub(_blank, claims)
    for digits in re.finditer(r"\d+(?:\.\d+)*", sentences):
        at = digits.end() - 1
        kind = "digit" if len(digits[0]) > 1 else "single digit"
        # Any other digit, and not one that is as far away as can be.
        add(kind, at, text[at], str((int(text[at]) + 1 + at % 9) % 10))
    for kind, pattern in WORDS.items():
        each(kind, pattern, sentences, lambda word: OTHERS.get(word, ""))
    return found


def only(found: Iterable[re.Match], text: str) -> str:
    """The text inside of what was found, all else blank."""
    blank, end = [], 0
    for match in found:
        start, stop = match.span(1)
        blank += [re.sub(r"[^\n]", " ", text[end:start]), text[start:stop]]
        end = stop
    return "".join(blank)


def _blank(found: re.Match) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def swapped(places: Iterable[re.Match]) -> Iterator[tuple[str, int, str]]:
    """What stands where, and what it is with each two neighbours exchanged."""
    for one, two in itertools.pairwise(places):
        if one[1] == two[1]:
            continue
        between = one.string[one.end(1) : two.start(1)]
        old, new = one[1] + between + two[1], two[1] + between + one[1]
        yield old, one.start(1), new


def _slug(heading: str) -> str:
    words = re.sub(r"[^\w\s-]", "", heading.replace("`", "")).strip().lower()
    return re.sub(r"[\s-]+", "-", words)


# Kind, what is there, what is put there.
IN_EQUATIONS = (
    ("sign", r"\+", "-"),
    ("sign", "-", "+"),
    ("exponent", r"\^(?:\d|\\\w+|\{[^{}]*\})", ""),
    ("index", r"_\{([a-z])(?!\1)([a-z])\}", r"_{\2\1}"),
    ("coefficient", r"\\frac\{1\}\{\w\}", ""),
    # The arguments of a divergence, the parts of a fraction.
    ("swap", r"\}\((\w), (\w)\)", r"}(\2, \1)"),
    ("swap", r"\\frac\{(\w+)\}\{(\w+)\}", r"\\frac{\2}{\1}"),
)


def in_equation(tex: str) -> Iterator[tuple[str, int, str, str]]:
    """Kind, offset, old and new of the faults in one equation's LaTeX."""
    tex = tex.partition(r"\label")[0]
    # An upper bound is no power.
    plain = re.sub(r"(\\(?:sum|prod)_\{[^}]*\})\^", r"\1 ", tex)
    for kind, pattern, new in IN_EQUATIONS:
        for old in re.finditer(pattern, plain):
            yield kind, old.start(), old[0], old.expand(new)
    for digit in re.finditer(r"(?<![_^{=\d\\])\d*(\d)(?![_^}\d])", tex):
        yield "digit", digit.start(1), digit[1], _other(digit[1])


def _other(digit: str) -> str:
    return str((int(digit) + 5) % 10)


def _opposite(sign: str) -> str:
    return "-" if sign == "+" else "+"


def _markdown(script: str) -> str:
    """The Markdown cells of a percent script where they are, all else blank."""
    lines, inside = [], False
    for line in script.split("\n"):
        if line.startswith("# %%"):
            inside, line = "[markdown]" in line, " " * len(line)
        words = re.sub(r"^# ?", lambda m: " " * len(m[0]), line)
        lines.append(words if inside else " " * len(line))
    return "\n".join(lines)


# Snippets: operators, constants, arguments, outputs.

SWAPS = {
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "/"),
    ast.Div: ("/", "*"),
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
}


def in_snippet(script: Path) -> list[Fault]:
    path, text = relative(script), script.read_text("utf-8")
    own = OF_A_FOLDER.get(script.parent.name, [in_code])
    checks = checks_of(script)
    words = "tests/snippets/test_docstrings.py tests/snippets/test_sources.py"
    first = {in_docstrings: (f"{words} -k {script.stem}",)}
    return [
        Fault(*(kind, path, at, old, new), (*first.get(way, ()), *checks))
        for way in (in_outputs, in_docstrings, *own)
        for kind, at, old, new in way(text)
    ]


def checks_of(script: Path) -> tuple[str, ...]:
    """The checks that a fault in this snippet should fail."""
    folder, stem = script.parent.name, script.stem
    # What it prints, and what is printed by the runs that import it.
    imported = f"from snippets.{folder}.{stem} import"
    runs = [run for run in RUNS if imported in run.read_text("utf-8")]
    printing = (
        "tests/docs/test_blocks.py -k 'prints and {0.parent.name}/{0.name}'"
    )
    checks = [printing.format(run) for run in (script, *runs)]
    # What the pages that show it say about it, and its own docstring.
    names = [f"training/{stem}" if folder == "training" else stem]
    shown = f"figures/{stem}.svg" if folder == "figures" else relative(script)
    for page in PAGES:
        if shown in page.read_text("utf-8"):
            names.append(page.relative_to(DOCS).with_suffix("").as_posix())
    checks += map(of_page, names)
    # What its tests, those of all such snippets and of all figures say.
    named = stem.title().replace("_", "")
    return (*checks, f"tests/snippets -k '{stem} or {named}'")


def in_outputs(text: str):
    for last in re.finditer(r"^ *#> .*(\d)", text, re.MULTILINE):
        yield "digit of an output", last.start(1), last[1], _other(last[1])


def in_code(text: str):
    lines = text.splitlines(keepends=True)
    starts = [0, *itertools.accumulate(map(len, lines))]

    def place(line: int, column: int) -> int:  # of bytes
        before = lines[line - 1].encode()[:column]
        return starts[line - 1] + len(before.decode())

    def start(node) -> int:
        return place(node.lineno, node.col_offset)

    def end(node) -> int:
        return place(node.end_lineno, node.end_col_offset)

    for node in ast.walk(ast.parse(text)):
        match node:
            case (
                ast.BinOp(left=left, op=op, right=right)
                | ast.Compare(left=left, ops=[op], comparators=[right])
            ) if type(op) in SWAPS:
                old, new = SWAPS[type(op)]
                at = text.find(old, end(left), start(right))
                yield "snippet: operator", at, old, new
            case ast.UnaryOp(op=ast.USub()):
                yield "snippet: operator", start(node), "-", "+"
            case ast.Constant(value=bool() | int() | float() as value):
                old = text[start(node) : end(node)]
                new = not value if isinstance(value, bool) else value + 1
                yield "snippet: constant", start(node), old, repr(new)
            case ast.keyword(arg=str(), value=ast.Name()):
                comma = re.compile(r",?\s*").match(text, end(node))
                old = text[start(node) : comma.end()]
                yield "snippet: argument", start(node), old, ""


def in_docstrings(text: str):
    """A sign of a formula, the name of an argument, a digit of an arXiv id."""
    for docstring in re.finditer(r'"""(.*?)"""', text, re.DOTALL):
        at = docstring.start(1)
        formulas = re.finditer(r"^ +.* = (.*)$", docstring[1], re.M)
        for line in formulas if docstring.start() == 0 else ():
            for sign in re.finditer(r"(?<=[ (])[+-](?= )", line[0]):
                start = at + line.start() + sign.start()
                yield "docstring: formula", start, sign[0], _opposite(sign[0])
        arguments = docstring[1].partition("Args:\n")[2].partition("\n\n")[0]
        for name in re.finditer(r"^ {4,8}(\w+):", arguments, re.M):
            start = at + docstring[1].index(arguments) + name.start(1)
            yield "docstring: argument", start, name[1], name[1] + "_"
        for cited in re.finditer(r"arXiv \d{4}\.\d+(\d)", docstring[1]):
            start = at + cited.start(1)
            yield "publication", start, cited[1], _other(cited[1])


def in_figure(text: str):
    """The names of two lines, and a word of an axis."""
    for old, at, new in swapped(re.finditer(r'\blabel=(f?"[^"]+")', text)):
        yield "figure: name", at, old, new
    for label in re.finditer(r'[xy]label="([^"]+)"', text):
        yield "figure: label of an axis", label.start(1), label[1], "something"


def in_explorer(text: str):
    """Two lines under each other's names, and two sliders."""
    key = re.compile(r'^ +("[^"]+"): ', re.MULTILINE)
    start = text.index("def explore(")
    for old, at, new in swapped(key.finditer(text, start)):
        yield "explorer: names", at, old, new
    sliders = key.finditer(text, text.index("SLIDERS"), start)
    for old, at, new in swapped(sliders):
        yield "explorer: sliders", at, old, new


def in_training(text: str):
    """A setting that the page's prose states."""
    settings = "patience|lr|epochs|batch_size|gamma|alpha|threshold"
    for setting in re.finditer(rf"\b(?:{settings})=[\d.]*(\d)", text):
        at, old = setting.start(1), setting[1]
        yield "training setting", at, old, _other(old)
    counts = "[found & positive, found & ~positive, ~found & positive]"
    swapped = "[found & positive, ~found & positive, found & ~positive]"
    if counts in text:
        yield "training: column", text.index(counts), counts, swapped


# Where most of the code says what a picture looks like, no code is damaged.
OF_A_FOLDER = {
    "figures": [in_figure],
    "explorers": [in_explorer, in_code],
    "training": [in_training],
}


# Files that no page embeds: the explorers' script, results, the chooser.

EXPLORERS = "tests/docs/test_explorers.py -k it_shows"
CHOOSER = "tests/docs/test_chooser.py -k 'in_the_section or advised'"
PAPER = "tests/docs/test_print.py"
SCRIPT = "docs/assets/explorer.js"
TEMPLATE = "lossbook/markdown/explorer.html.j2"
PANELS = "lossbook/markdown/explorer_panels.py"
# Kind, file, what is there, what is put there, and the check of it.
ASSETS = [
    ("upside down", TEMPLATE, r"scale\(1 -1\)", "scale(1 1)", EXPLORERS),
    ("tick", PANELS, r"signed\(tick\)", "signed(2 * tick)", EXPLORERS),
    ("curve", SCRIPT, r"\} \$\{y\}", "} ${-y}", EXPLORERS),
    ("line", SCRIPT, r"\.line\$\{n\}:not", ".line${n ^ 1}:not", EXPLORERS),
    ("line of code", SCRIPT, r"codes\[places\[n\]\]", "codes[0]", EXPLORERS),
]
ASSETS = [(f"explorer: {kind}", *others) for kind, *others in ASSETS]
ASSETS += [
    (
        f"chooser: {key}",
        "docs/chooser.yml",
        rf"^( +{key}: )(.+)$((?:\n(?! +{key}: ).*)*\n +{key}: )(.+)$",
        r"\1\4\3\2",
        CHOOSER,
    )
    for key in ("line", "section", "evidence")
]
WRAP = r"(?<=> code \{\n    white-space: )pre-wrap"
ASSETS += [
    ("paper", "docs/assets/reading.css", WRAP, "pre", PAPER),
    ("paper", "docs/assets/explorer.css", r"\), print", ")", PAPER),
]
CITED = "tests/docs/test_references.py tests/snippets/test_sources.py"
ARXIV = r'(arxiv: "\d{4}\.\d+)[1-9]"'
ASSETS.append(("publication", "docs/references.yml", ARXIV, r'\g<1>0"', CITED))
RESULTS = "tests/lossbook/markdown/test_result_tables.py -k every"
ASSETS += [
    ("result", relative(path), r"\b1(?=[,. ])", "2", RESULTS)
    for path in sorted((DOCS / "reference").glob("*.json"))
]


def in_assets() -> list[Fault]:
    return [
        Fault(kind, path, old.start(), old[0], old.expand(new), (check,))
        for kind, path, pattern, new, check in ASSETS
        for old in re.finditer(
            pattern, (ROOT / path).read_text("utf-8"), re.MULTILINE
        )
    ]
