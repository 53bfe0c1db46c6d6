"""The numbers that a page's prose claims, in digits and in words."""

import re
from dataclasses import dataclass

from tests.docs.prose import Prose, blank

# In prose, where 1,000 is one numeral; a command of LaTeX hides one: \frac12.
NUMERAL = re.compile(
    r"(?<!\w-)(?<![\w.\\])(?P<sign>[-−])?(?<![\w.\\])"
    r"(?P<digits>\d+(?:[,   ]\d{3})*(?:\.\d+)*(?:e[-+]?\d+)?)(?!\w)"
)
SCIENTIFIC = re.compile(r"(-)?(?:(\d+(?:\.\d+)?) \\cdot )?10\^\{(-?\d+)\}")
FORMULA = re.compile(r"\$[^$\n]+\$")
SPAN = re.compile(r"`[^`\n]+`")
OPERAND = re.compile(r"[\w)}|] *$")
# The number of an item of a list.
APART = re.compile(r"^\d+\.(?= )", re.MULTILINE)
_COUNTS = "two three four five six seven eight nine ten eleven twelve"
COUNTS = {word: number for number, word in enumerate(_COUNTS.split(), 2)}
COUNTS |= {"dozen": 12}
_TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
COUNTS |= {word: number for number, word in enumerate(_TEENS.split(), 13)}
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
COUNTS |= {word: 10 * tens for tens, word in enumerate(_TENS.split(), 2)}
COUNTS |= {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_PARTS = "half third quarter fifth sixth seventh eighth ninth tenth"
PARTS = {word: number for number, word in enumerate(_PARTS.split(), 2)}
PARTS |= {f"{word[:-1]}ieth": COUNTS[word] for word in _TENS.split()}
PARTS |= {"hundredth": 100, "thousandth": 1000}
COUNT, PART = "|".join(COUNTS), "|".join(PARTS)
# "A third is", and not "a third run".
AFTER_A_PART = (
    r"[.,;:?)|]|\s(?:a[nst]|and|are|by|everywhere|for|from|i[ns]|o[fnr]|than"
    r"|to)\b"
)
# "The two" is both of what was said, and "half precision" is a name.
WORD = re.compile(
    rf"""
    \b(?!(?<=\bthe\s)two|(?<=\bthese\s)two)
    (?: (?P<double>twice|doubles|doubled)
    | (?P<halve>halves|halved|half(?=\s(?:of|the|a|its|their)\b))
    | (?P<times>{COUNT})\stimes | (?P<fold>{COUNT})fold
    | (?P<over>{COUNT}|an?|one)\s(?P<part>{PART})s?\b
      (?:(?<=half)(?!\sprecision|-life)|(?={AFTER_A_PART}))
    | (?P<count>{COUNT}) )\b
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True)
class Claim:
    """A number in the prose: where it stands, how it is spelt, its value."""

    at: int
    spelling: str
    value: str
    kind: str  # "number", "ratio" or "count"


def claims(page: Prose) -> list[Claim]:
    """The numbers of a page, in digits and in words, in their order."""
    text, found = APART.sub(blank, page.text), []
    for m in SCIENTIFIC.finditer(text):
        value = f"{m[1] or ''}{m[2] or 1}e{m[3]}"
        found.append(Claim(m.start(), m[0], value, "number"))
    text = SCIENTIFIC.sub(blank, text)
    formulas = [m.span() for m in FORMULA.finditer(text)]
    # In a span of code a single digit says of itself what it is.
    digits = SPAN.sub(
        lambda m: re.sub(r"(?<![\d.])\d(?![\d.])", " ", m[0]), text
    )
    for m in NUMERAL.finditer(digits):
        inside = any(start <= m.start() < end for start, end in formulas)
        binary = inside and OPERAND.search(text[: m.start()][-9:])
        value = "-" * bool(m["sign"] and not binary) + plain(m["digits"])
        found.append(Claim(m.start(), m[0], value, "number"))
    for pattern in (FORMULA, SPAN):
        text = pattern.sub(blank, text)
    found += [
        Claim(m.start(), " ".join(m[0].split()), *_in_words(m))
        for m in WORD.finditer(text)
    ]
    return sorted(found, key=lambda claim: claim.at)


def _in_words(m: re.Match) -> tuple[str, str]:
    if m["count"]:
        return str(COUNTS[m["count"].lower()]), "count"
    if m["part"]:
        over = COUNTS.get(m["over"].lower(), 1)
        return f"{over / PARTS[m['part'].lower()]:.3g}", "ratio"
    if multiple := m["times"] or m["fold"]:
        return str(COUNTS.get(multiple.lower(), multiple)), "ratio"
    return ("2" if m["double"] else "0.5"), "ratio"


def plain(numeral: str) -> str:
    return re.sub(r"[,   ](?=\d{3})", "", numeral)


def shown_as(value: str, numeral: str) -> bool:
    """Whether a value, rounded to the numeral's precision, is the numeral."""
    if value == numeral:
        return True
    try:
        number, claim = float(value), float(numeral)
    except ValueError:
        return False  # an arXiv id or a version has two dots or more
    if "e" in numeral:
        digits = sum(map(str.isdigit, numeral.partition("e")[0]))
        return float(f"{number:.{digits - 1}e}") == claim
    if len(numeral.lstrip("-")) == 1:
        return number == claim  # nothing is rounded to one digit
    decimals = len(numeral.partition(".")[2])
    return f"{number:.{decimals}f}" == f"{claim:.{decimals}f}"
