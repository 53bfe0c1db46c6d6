"""The faults that `tests.mutate` makes, and the checks that should notice them.

What a page claims is found here by plain patterns and not by the functions that
the checks use: what a check overlooks, a fault must not overlook, too.
"""

import ast
import hashlib
import itertools
import random
import re
from dataclasses import dataclass
from pathlib import Path

from lossbook.check_results import binding
from lossbook.paths import ROOT
from lossbook.sources import source
from tests.snippets.grid import some

# What shows its code on pages, and what is run and drawn on them.
FOLDERS = (
    "losses",
    "regularizers",
    "builtin",
    "relations",
    "pitfalls",
    "numerics",
    "tools",
    "figures",
    "explorers",
    "training",
)
PAGES = sorted((ROOT / "docs").rglob("*.md"))


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

    def key(self, text: str) -> str:
        """What names this fault while its file and its own tests stand."""
        state = hashlib.sha256(text.encode())
        for check in self.checks:
            match check.split():
                case ["pytest", file, *_]:
                    state.update((ROOT / file).read_bytes())
                case ["page", name, *_] if binding(name).exists():
                    state.update(binding(name).read_bytes())
        damage = f"{self.start}:{self.old}>{self.new}"
        return f"{self.path}@{damage}#{state.hexdigest()[:12]}"


def faults() -> list[Fault]:
    """Every fault that is known how to make."""
    found = []
    for page in PAGES:
        found += in_page(page.relative_to(ROOT / "docs").with_suffix(""))
    for folder in FOLDERS:
        for script in sorted((ROOT / "snippets" / folder).glob("*.py")):
            found += in_snippet(script)
            if folder == "training":
                found += in_page(Path(folder, script.stem))
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
            # So that more of them are the same ones and some more.
            first = chance.sample(group, 1)
            rest = [fault for fault in group if fault not in first]
            chance.shuffle(rest)
            tried += [*first, *rest][:count]
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
NAME = re.compile(r"(?<![\w.'\"])[A-Za-z]\w*(?:\.[A-Za-z_]\w*)*(?![\w'\"./-])")
LINK = re.compile(r"\]\((\S+?\.md)(#\S+)?\)")
EMBED = re.compile(r'^--8<-- "(snippets/[^"]+)"$', re.MULTILINE)
HEADING = re.compile(r"^#{2,} (.+)$", re.MULTILINE)
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
    "multiple": r"\b(?:half|twice|three times|four times|tenth|fifth)\b",
    "count": r"\b(?:two|three|four|five)\b(?! times)",
    # In prose the true minus is a sign, but for that of "1 − 1e-4".
    "minus": r"(?<!\d )−(?=\d)|(?<![\w)\]}^=] )(?<![\w)\]}^–-])-(?=\d)",
    "yes or no": r"(?<=\| )(?:yes|no)(?= [|;,])",
}
CODE = r"\b(?:(?:Value|Index|Runtime|Type)Error|True|False)\b|\"(?:mean|sum)\""
RELATIONS = {r"\le": r"\ge", r"\ge": r"\le", "<": ">", ">": "<", r"\to": "="}


def in_page(page: Path) -> list[Fault]:
    name = page.as_posix()
    path = source(name)
    raw = text = path.read_text("utf-8")
    if path.suffix == ".py":  # a percent script's Markdown cells
        text = _markdown(raw)
    found = []
    equations, numbers, names = (
        f"page {name} test_{kind}.py"
        for kind in ("equations", "numbers", "names")
    )

    def add(kind, at, old, new, *checks):
        if path.suffix == ".py":
            at = _in_script(raw, text, at)
        where = path.relative_to(ROOT).as_posix()
        if raw.startswith(old, at):
            found.append(Fault(kind, where, at, old, new, checks))

    for display in re.finditer(r"^ *\$\$\n(.+?)^ *\$\$$", text, re.M | re.S):
        label = re.search(r"\\label\{(.+?)\}", display[1])
        if label:
            for kind, at, old, new in in_equation(display[1]):
                at += display.start(1)
                add(f"equation: {kind}", at, old, new, equations)

    whole = f"page {name}"
    for formula in re.finditer(r"(?<![$\\])\$([^$\n]+)\$(?!\$)", text):
        if not re.search(r"=|<|>|\\(?:le|ge|to)\b", formula[1]):
            continue
        for relation in re.finditer(r"\\(?:le|ge|to)\b|[<>]", formula[1]):
            at, old = formula.start(1) + relation.start(), relation[0]
            add("inline: relation", at, old, RELATIONS[old], equations, whole)
        for sign in re.finditer(r"(?<!\^\{)(?<!_\{)[+-]", formula[1]):
            at, old = formula.start(1) + sign.start(), sign[0]
            new = "-" if old == "+" else "+"
            add("inline: sign", at, old, new, equations, whole)

    embeds = list(EMBED.finditer(text))
    for one, two in itertools.pairwise(embeds):
        between = text[one.end(1) : two.start(1)]
        old = one[1] + between + two[1]
        new = two[1] + between + one[1]
        add("snippets swapped", one.start(1), old, new, whole)

    labels = re.findall(r"\\label\{([^}]+)\}", text)
    for found_label in re.finditer(r"\\eqref\{([^}]+)\}", text):
        new = next((x for x in labels if x != found_label[1]), None)
        if new:
            at, old = found_label.start(1), found_label[1]
            add("link: another equation", at, old, new, whole)
    for id_ in re.finditer(
        r"(?<=abs/)\d{4}\.\d{4,5}|(?<=arXiv )\d{4}\.\d+", text
    ):
        at = id_.end() - 1
        add("publication", at, text[at], _other(text[at]), whole)

    for link in LINK.finditer(text):
        part = link[2] or link[1]
        at = link.start(2) if link[2] else link.start(1)
        new = part[:-1] + "x" if link[2] else part.replace(".md", "x.md")
        add("link", at, part, new, "build")
        target = (path.parent / link[1]).resolve()
        pages = [page for page in PAGES if page.parent == target.parent]
        if link[2] and target.exists():
            anchors = map(_slug, HEADING.findall(target.read_text("utf-8")))
            new = next((f"#{x}" for x in anchors if f"#{x}" != link[2]), None)
        elif target in pages and len(pages) > 1:
            other = pages[pages.index(target) - 1].name
            new = f"{link[1].removesuffix(target.name)}{other}"
        else:
            new = None
        if new:
            add("link: another target", at, part, new, whole)

    claims = HIDDEN.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)
    spans = list(SPAN.finditer(claims))
    for span in spans:
        message = re.search(r"\b(Error|Warning)\b|: .* ", span[1])
        words = list(re.finditer(r" \w+", span[1]))
        if message and len(words) > 2:
            word = words[len(words) // 2]
            at = span.start(1) + word.start()
            add("message", at, word[0], "", names)
            continue
        for word in NAME.finditer(span[1]):
            if len(word[0]) > 2:
                at, old = span.start(1) + word.start(), word[0]
                add("name", at, old, old[:-1], names)
        for digit in re.finditer(r"(?<==)-?[\d.]*(\d)\b", span[1]):
            at, old = span.start(1) + digit.start(1), digit[1]
            add("setting", at, old, _other(old), numbers, whole)
        for word in re.finditer(CODE, span[1]):
            at, old = span.start(1) + word.start(), word[0]
            add("word of code", at, old, OTHERS[old], names, whole)

    sentences = SPAN.sub(lambda m: " " * len(m[0]), claims)
    for digits in re.finditer(r"\d+(?:\.\d+)*", sentences):
        at = digits.end() - 1
        kind = "digit" if len(digits[0]) > 1 else "single digit"
        # Any other digit, and not one that is as far away as can be.
        new = str((int(text[at]) + 1 + at % 9) % 10)
        add(kind, at, text[at], new, numbers, equations)
    for kind, pattern in WORDS.items():
        for word in re.finditer(pattern, sentences):
            new = OTHERS.get(word[0], "")
            add(kind, word.start(), word[0], new, numbers, whole)
    return found


def _slug(heading: str) -> str:
    words = re.sub(r"[^\w\s-]", "", heading.replace("`", "")).strip().lower()
    return re.sub(r"[\s-]+", "-", words)


def in_equation(tex: str) -> list[tuple[str, int, str, str]]:
    """Kind, offset, old and new of the faults in one equation's LaTeX."""
    found = []
    label = re.search(r"\\label\{[^}]*\}", tex)
    end = label.start() if label else len(tex)
    # Up to the label, and not the sign of a bound such as i=1.
    for sign in re.finditer(r"[+-]", tex[:end]):
        new = "-" if sign[0] == "+" else "+"
        found.append(("sign", sign.start(), sign[0], new))
    for power in re.finditer(r"\^(\d|\\\w+|\{[^{}]*\})", tex[:end]):
        if not re.search(r"\\(sum|prod)(_\{[^}]*\})?$", tex[: power.start()]):
            found.append(("exponent", power.start(), power[0], ""))
    for sub in re.finditer(r"_(?:\{([a-z])([a-z])\})", tex[:end]):
        if sub[1] != sub[2]:
            new = f"_{{{sub[2]}{sub[1]}}}"
            found.append(("index", sub.start(), sub[0], new))
    for half in re.finditer(r"\\frac\{1\}\{(\w)\}", tex[:end]):
        found.append(("coefficient", half.start(), half[0], ""))
    for number in re.finditer(r"(?<![_^{=\d\\])\d+(?![_^}\d])", tex[:end]):
        at, digit = number.end() - 1, number[0][-1]
        found.append(("digit", at, digit, _other(digit)))
    # The arguments of a divergence, the parts of a fraction.
    for pair in re.finditer(r"\}\((\w), (\w)\)", tex[:end]):
        new = f"}}({pair[2]}, {pair[1]})"
        found.append(("swap", pair.start(), pair[0], new))
    for pair in re.finditer(r"\\frac\{(\w+)\}\{(\w+)\}", tex[:end]):
        new = rf"\frac{{{pair[2]}}}{{{pair[1]}}}"
        found.append(("swap", pair.start(), pair[0], new))
    return found


def _other(digit: str) -> str:
    return str((int(digit) + 5) % 10)


def _markdown(script: str) -> str:
    """The Markdown cells of a percent script, all else blanked."""
    lines, inside = [], False
    for line in script.split("\n"):
        if line.startswith("# %%"):
            inside, line = "[markdown]" in line, ""
        lines.append(re.sub(r"^# ?", "", line) if inside else "")
    return "\n".join(lines)


def _in_script(script: str, text: str, at: int) -> int:
    """The offset in the script of an offset in its Markdown."""
    line = text.count("\n", 0, at)
    column = at - (text.rfind("\n", 0, at) + 1)
    start = sum(len(each) + 1 for each in script.split("\n")[:line])
    return start + len("# ") + column


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
    path = script.relative_to(ROOT).as_posix()
    text = script.read_text("utf-8")
    checks = checks_of(script)
    found = []
    for line in re.finditer(r"^ *#> .*$", text, re.MULTILINE):
        digits = list(re.finditer(r"\d", line[0]))
        if digits:
            at = line.start() + digits[-1].start()
            new = _other(text[at])
            found.append(
                Fault("digit of an output", path, at, text[at], new, checks[:1])
            )
    for kind, at, old, new in [
        *in_docstrings(text),
        *(in_figure(text) if script.parent.name == "figures" else ()),
        *(in_explorer(text) if script.parent.name == "explorers" else ()),
        *(in_training(text) if script.parent.name == "training" else ()),
    ]:
        found.append(Fault(kind, path, at, old, new, checks))
    raw, offsets = text.encode(), [0]
    for line in text.split("\n"):
        offsets.append(offsets[-1] + len(line.encode()) + 1)
    for kind, start, stop, new in in_code(ast.parse(text), raw, offsets):
        at, old = len(raw[:start].decode()), raw[start:stop].decode()
        found.append(Fault(f"snippet: {kind}", path, at, old, new, checks))
    return found


def in_code(tree: ast.Module, raw: bytes, offsets: list[int]):
    """Kind, start and stop in bytes, and what is put there."""

    def place(node, end=False):
        if end:
            return offsets[node.end_lineno - 1] + node.end_col_offset
        return offsets[node.lineno - 1] + node.col_offset

    layout = _layout(tree)
    for node in ast.walk(tree):
        if node in layout:
            continue
        sides = None
        if isinstance(node, ast.BinOp):
            sides = (node.op, node.left, node.right)
        elif isinstance(node, ast.Compare) and len(node.ops) == 1:
            sides = (node.ops[0], node.left, node.comparators[0])
        if sides and type(sides[0]) in SWAPS:
            old, new = SWAPS[type(sides[0])]
            low, high = place(sides[1], end=True), place(sides[2])
            at = raw[low:high].find(old.encode())
            if at >= 0:
                yield "operator", low + at, low + at + len(old), new
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            yield "operator", place(node), place(node) + 1, "+"
        if isinstance(node, ast.Constant):
            value, span = node.value, (place(node), place(node, end=True))
            if isinstance(value, bool):
                yield "constant", *span, repr(not value)
            elif isinstance(value, int | float):
                yield "constant", *span, repr(value + 1)
        if isinstance(node, ast.Call):
            for keyword in node.keywords:
                if keyword.arg and isinstance(keyword.value, ast.Name):
                    start, stop = place(keyword), place(keyword, end=True)
                    comma = re.match(rb",?\s*", raw[stop:]).end()
                    yield "argument", start, stop + comma, ""


def checks_of(script: Path) -> tuple[str, ...]:
    """The checks that a fault in this snippet should fail."""
    path = script.relative_to(ROOT)
    folder, stem = path.parent.name, path.stem
    checks = []
    if folder not in ("figures", "explorers", "training"):
        checks.append(f"output {path.as_posix()}")
    own = Path("tests", path.parent, f"test_{path.name}")
    if (ROOT / own).exists():
        checks.append(f"pytest {own.as_posix()}")
    if folder == "figures":
        checks.append(f"pytest tests/snippets/test_figures.py -k {stem}")
    if folder in ("losses", "regularizers", "tools"):
        checks.append(f"page {stem} test_equations.py")
        checks += [
            f"pytest {test.relative_to(ROOT).as_posix()} -k {stem}"
            for test in sorted((ROOT / "tests").rglob("test_docstring*.py"))
        ]
    # What the pages that show it say about it.
    shown = (f'"{path.as_posix()}"', f"figures/{stem}.svg")
    for page in PAGES:
        if shown[folder == "figures"] in page.read_text("utf-8"):
            name = page.relative_to(ROOT / "docs").with_suffix("").as_posix()
            checks.append(f"page {name}")
    if folder == "training":
        checks.insert(0, f"page training/{stem}")
    if folder in ("losses", "regularizers"):
        checks.append(f"shared {stem}")
    return tuple(checks)


# What a picture looks like, and does not say.
LAYOUT = re.compile(
    "alpha|columnspacing|dashes|figsize|fontsize|handlelength|height_ratios|lw"
    "|linewidths?|markersize|mew|ms|ncols|pad|padding|shrink[AB]|[xy]lim"
    "|[xy]ticks|xytext"
)


def _layout(tree: ast.Module) -> set[ast.AST]:
    """The nodes of a figure's settings, dash patterns among them."""
    found: set[ast.AST] = set()
    for node in ast.walk(tree):
        match node:
            case ast.keyword(arg=str(name)) if LAYOUT.fullmatch(name):
                found.update(ast.walk(node.value))
            case ast.Tuple(elts=[ast.Constant(), ast.Tuple()]):
                found.update(ast.walk(node))
    return found


def in_docstrings(text: str):
    """A sign of a formula of the file's own, and the name of an argument."""
    for docstring in re.finditer(r'"""(.*?)"""', text, re.DOTALL):
        at = docstring.start(1)
        formulas = re.finditer(r"^ +.* = (.*)$", docstring[1], re.M)
        for line in formulas if docstring.start() == 0 else ():
            for sign in re.finditer(r"(?<=[ (])[+-](?= )", line[0]):
                new = "-" if sign[0] == "+" else "+"
                start = at + line.start() + sign.start()
                yield "docstring: formula", start, sign[0], new
        arguments = docstring[1].partition("Args:\n")[2].partition("\n\n")[0]
        for name in re.finditer(r"^ {4,8}(\w+):", arguments, re.M):
            start = at + docstring[1].index(arguments) + name.start(1)
            yield "docstring: argument", start, name[1], name[1] + "_"


def in_figure(text: str):
    """The names of two lines, and a word of an axis."""
    names = re.finditer(r'\blabel=(f?"[^"]+")', text)
    for one, two in itertools.pairwise(names):
        between = text[one.end(1) : two.start(1)]
        old, new = one[1] + between + two[1], two[1] + between + one[1]
        yield "figure: name", one.start(1), old, new
    for label in re.finditer(r'[xy]label="([^"]+)"', text):
        yield "figure: label of an axis", label.start(1), label[1], "something"


def in_explorer(text: str):
    """Two lines under each other's names, and two sliders."""
    start = text.index("def explore(")
    for kind, low, high in (
        ("names", start, len(text)),
        ("sliders", text.index("SLIDERS"), start),
    ):
        keys = list(re.finditer(r'^ +"([^"]+)": ', text[low:high], re.M))
        for one, two in itertools.pairwise(keys):
            between = text[low + one.end(1) : low + two.start(1)]
            yield (
                f"explorer: {kind}",
                low + one.start(1),
                one[1] + between + two[1],
                two[1] + between + one[1],
            )


def in_training(text: str):
    """A setting that the page's prose states."""
    settings = "patience|lr|epochs|batch_size|gamma|alpha|threshold"
    for setting in re.finditer(rf"\b(?:{settings})=([\d.]+)", text):
        at = setting.end() - 1
        yield "training setting", at, text[at], _other(text[at])
    counts = "[found & positive, found & ~positive, ~found & positive]"
    swapped = "[found & positive, ~found & positive, found & ~positive]"
    if counts in text:
        yield "training: column", text.index(counts), counts, swapped


# Files that no page embeds: the explorers' script, results, the chooser.


def in_assets() -> list[Fault]:
    found = []

    def add(kind, path, pattern, new, check):
        text = (ROOT / path).read_text("utf-8")
        for old in re.finditer(pattern, text, re.MULTILINE):
            made = old.expand(new)
            found.append(Fault(kind, path, old.start(), old[0], made, (check,)))

    explorers = "pytest tests/docs/test_explorers.py -k it_shows"
    script = "docs/assets/explorer.js"
    panels = "lossbook/markdown/explorer_panels.py"
    for kind, path, old, new in (
        ("upside down", panels, r"scale\(1 -1\)", "scale(1 1)"),
        ("tick", panels, r"signed\(tick\)", "signed(2 * tick)"),
        ("curve", script, r"\} \$\{y\}", "} ${-y}"),
        ("line", script, r"\.line\$\{n\}:not", ".line${n ^ 1}:not"),
        ("line of code", script, r"codes\[places\[n\]\]", "codes[0]"),
    ):
        add(f"explorer: {kind}", path, old, new, explorers)
    for kind, old, new, check in (
        ("preset", "this\\.move\\(places\\)", "this.draw()", "presets"),
        ("address", "this\\.restore\\(\\);\n      this", "this", "address"),
    ):
        check = f"pytest tests/docs/test_explorers.py -k {check}"
        add(f"explorer: {kind}", script, old, new, check)
    drag = "pytest tests/docs/test_explorers.py -k selected"
    both = r"-webkit-user-select: none;\n +user-select: none"
    add("drag", "docs/assets/explorer.css", both, "a: b", drag)
    results = "pytest tests/lossbook/markdown/test_result_tables.py -k every"
    for path in sorted((ROOT / "docs" / "reference").glob("*.json")):
        name = path.relative_to(ROOT).as_posix()
        add("result", name, r"\b1(?=[,. ])", "2", results)
    chooser = "pytest tests/docs/test_chooser.py -k 'in_the_section or advised'"
    for key in ("line", "section", "evidence"):
        add(
            f"chooser: {key}",
            "docs/chooser.yml",
            rf"^( +{key}: )(.+)$((?:\n(?! +{key}: ).*)*\n +{key}: )(.+)$",
            r"\1\4\3\2",
            chooser,
        )
    paper = "pytest tests/docs/test_print.py"
    wrap = r"(?<=> code \{\n    white-space: )pre-wrap"
    add("paper", "docs/assets/reading.css", wrap, "pre", paper)
    add("paper", "docs/assets/explorer.css", r"\), print", ")", paper)
    return found
