"""The faults that `tests.mutate` makes, and the checks that should notice them.

What a page claims is found here by plain patterns and not by the functions that
the checks use: what a check overlooks, a fault must not overlook, too.
"""

import ast
import hashlib
import random
import re
from dataclasses import dataclass
from pathlib import Path

from lossbook.check_results import binding
from lossbook.dependencies import read
from lossbook.paths import ROOT
from lossbook.sources import source

# What shows its code on pages, and what is run and drawn on them.
FOLDERS = (
    "losses",
    "regularizers",
    "builtin",
    "relations",
    "pitfalls",
    "numerics",
    "figures",
    "training",
)


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
                case ["pytest", file]:
                    state.update((ROOT / file).read_bytes())
                case ["equation", name, _] if binding(name).exists():
                    state.update(binding(name).read_bytes())
        damage = f"{self.start}:{self.old}>{self.new}"
        return f"{self.path}@{damage}#{state.hexdigest()[:12]}"


def faults() -> list[Fault]:
    """Every fault that is known how to make."""
    found = []
    for page in sorted((ROOT / "docs").rglob("*.md")):
        found += in_page(page.relative_to(ROOT / "docs").with_suffix(""))
    for folder in FOLDERS:
        for script in sorted((ROOT / "snippets" / folder).glob("*.py")):
            found += in_snippet(script)
            if folder == "training":
                found += in_page(Path(folder, script.stem))
    return found


def choose(found: list[Fault], most: int) -> list[Fault]:
    """At most so many of each file and kind, always the same ones."""
    groups: dict[tuple[str, str], list[Fault]] = {}
    for fault in found:
        groups.setdefault((fault.path, fault.kind), []).append(fault)
    chosen = []
    for key, group in groups.items():
        chance = random.Random(repr(key))
        # So that more of them are the same ones and some more.
        first = chance.sample(group, 1)
        rest = [fault for fault in group if fault not in first]
        chance.shuffle(rest)
        chosen += [*first, *rest][:most]
    return chosen


# Pages: equations, digits, names, messages, links.

HIDDEN = re.compile(  # what is no claim: settings, code, addresses
    r"^(?:search|hide|tags|template|icon):[^\n]*\n(?:[ -][^\n]*\n)*"
    r"|^( *)```.*?^\1```$|\$\$\n.*?^ *\$\$$"
    r"|\]\([^)]*\)|<https?://[^>]*>|\{ [^}]*\}|^::: [^\n]*$",
    re.MULTILINE | re.DOTALL,
)
SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
NAME = re.compile(r"(?<![\w.'\"])[A-Za-z]\w*(?:\.[A-Za-z_]\w*)*(?![\w'\"./-])")
LINK = re.compile(r"\]\((\S+?\.md)(#\S+)?\)")


def in_page(page: Path) -> list[Fault]:
    name = page.as_posix()
    path = source(name)
    raw = text = path.read_text("utf-8")
    if path.suffix == ".py":  # a percent script's Markdown cells
        text = _markdown(raw)
    found = []

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
                check = f"equation {name} {label[1]}"
                add(f"equation: {kind}", at, old, new, check)

    for link in LINK.finditer(text):
        part = link[2] or link[1]
        at = link.start(2) if link[2] else link.start(1)
        new = part[:-1] + "x" if link[2] else part.replace(".md", "x.md")
        add("link", at, part, new, "links")

    claims = HIDDEN.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)
    spans = list(SPAN.finditer(claims))
    for span in spans:
        message = re.search(r"\b(Error|Warning)\b|: .* ", span[1])
        words = list(re.finditer(r" \w+", span[1]))
        if message and len(words) > 2:
            word = words[len(words) // 2]
            at = span.start(1) + word.start()
            add("message", at, word[0], "", f"messages {name}")
            continue
        for word in NAME.finditer(span[1]):
            if len(word[0]) > 2:
                at, old = span.start(1) + word.start(), word[0]
                add("name", at, old, old[:-1], f"names {name}")

    sentences = SPAN.sub(lambda m: " " * len(m[0]), claims)
    for digits in re.finditer(r"\d+", sentences):
        at = digits.end() - 1
        add("digit", at, text[at], _other(text[at]), f"numbers {name}")
    return found


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

    for node in ast.walk(tree):
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
    if folder not in ("figures", "training"):
        checks.append(f"output {path.as_posix()}")
    # A figure of measurements is not on record, since it changes with them.
    if folder == "figures" and not read(script.read_text("utf-8")):
        checks.append(f"drawn {stem}")
    own = Path("tests", path.parent, f"test_{path.name}")
    if (ROOT / own).exists():
        checks.append(f"pytest {own.as_posix()}")
    if folder in ("losses", "regularizers"):
        checks.append(f"shared {stem}")
    # What the pages that show it say about it.
    for page in sorted((ROOT / "docs").rglob("*.md")):
        text = page.read_text("utf-8")
        name = page.relative_to(ROOT / "docs").with_suffix("").as_posix()
        if f'"{path.as_posix()}"' in text or (
            folder == "figures" and f"figures/{stem}.svg" in text
        ):
            checks += [f"numbers {name}", f"names {name}"]
    if folder == "training":
        checks += [f"numbers training/{stem}", f"names training/{stem}"]
    return tuple(checks)
