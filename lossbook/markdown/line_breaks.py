r"""Decides where a line breaks: in an equation, and beside one in a sentence.

A displayed equation is joined for a screen that is wide enough. Its source is
the form for a phone, an `aligned` with a break wherever one is needed. A line
that begins with a relation goes on with a chain; any other goes on with the
line before it.
"""

import re

ALIGNED = re.compile(
    r"\\begin\{aligned\}(?P<lines>.*)\\end\{aligned\}", re.DOTALL
)
CASES = re.compile(r"\\begin\{cases\}.*?\\end\{cases\}", re.DOTALL)
LEADING = re.compile(r"^(\s|&|\\q?quad(?![a-z])|\\[,;:])+")
INLINE = re.compile(r'<span class="math"[^>]*>.*?</span>', re.DOTALL)
# With what stands right before, between and after them.
RUN = re.compile(rf"[^\s<>]*(?:{INLINE.pattern}[^\s<>]*)+", re.DOTALL)
RELATION = re.compile(r"=|\\[lg]e(?![a-z])")


def forms(tex: str) -> list[str]:
    """The forms of an equation, from the narrowest on.

    Args:
        tex: the equation without its label.

    Returns:
        The source; the chain with one relation a line, its left side above
        them and then beside the first; all in one line.
    """
    found = ALIGNED.fullmatch(tex.strip())
    if not found:
        return [tex]
    cases = CASES.findall(found["lines"])
    lines = CASES.sub("\0", found["lines"]).split(r"\\")
    chain: list[str] = []
    for line in lines:
        text = " ".join(LEADING.sub("", line).replace("&", "").split())
        if chain and not (RELATION.match(text) and _relation(chain[-1]) >= 0):
            chain[-1] += f" {text}"
        else:
            chain.append(text)
    at = max(_relation(chain[0]), 0)
    left, right = chain[0][:at], chain[0][at:]
    joined = [
        _aligned([f"&{left}", right, *chain[1:]]),
        _aligned([f"{left}&{right}", *chain[1:]]),
        " ".join(chain),
    ]
    return [tex, *(_with(cases, form) for form in joined)]


def _aligned(lines: list[str]) -> str:
    rows = r" \\ &".join(lines)
    return rf"\begin{{aligned}}{rows}\end{{aligned}}"


def _relation(line: str) -> int:
    """Where a line's first relation outside of any brackets is, or -1."""
    depth = 0
    for at, letter in enumerate(line):
        depth += (letter in "{([") - (letter in "})]")
        if depth == 0 and RELATION.match(line, at):
            return at
    return -1


def _with(cases: list[str], form: str) -> str:
    left = iter(cases)
    return re.sub("\0", lambda _: next(left), form)


def together(html: str) -> str:
    """The page, each formula in a sentence in one line with what adjoins it.

    To a browser a formula is a picture, and a line may end at either side of
    it: the next one would begin with the comma.
    """
    return RUN.sub(_joined, html)


def _joined(run: re.Match) -> str:
    alone = not INLINE.sub("", run[0], count=1)
    return run[0] if alone else f'<span class="together">{run[0]}</span>'
