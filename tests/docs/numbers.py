"""Where each number in a page's prose comes from.

`make update` writes the origin of every number into origins.json, to be read in
the diff: a
number that changes, or whose run no longer prints it, then fails its test. So a
wrong digit is noticed even where another run prints the wrong number, too. A
digit that needs no run, such as the 2 of "2 classes" or of an exponent, is on
record as it stands.
"""

import json
import re
from pathlib import Path

from lossbook.paths import ROOT
from lossbook.sources import source
from tests.docs.binding import bindings
from tests.docs.pages import ALL_NAMES, blocks
from tests.docs.prose import FIGURE, prose

ORIGINS = Path(__file__).with_name("origins.json")
VALUE = re.compile(r"\d+(?:[.,_]\d+)*(?:e[-+]?\d+)?")
# A numeral with two digits or more, or a decimal point. 1,000 is one numeral.
NUMERAL = re.compile(
    r"(?<![\w.\\])\d+(?:[,   ]\d{3})*(?:\.\d+)*(?:e[-+]?\d+)?(?![\w])"
)
# The command of a formula hides a numeral: \frac12; a format is no number.
FORMAT = re.compile(r"\| \S+ =\}")


DIGITS = re.compile(r"\d+")
NONE_NEEDED = "-"
SCIENTIFIC = re.compile(r"(?:(\d+(?:\.\d+)?) \\cdot )?10\^\{(-?\d+)\}")


def numerals(text: str) -> list[tuple[int, str]]:
    """Position and spelling of each numeral that needs a source."""
    powers = [
        (found.start(), f"{found[1] or 1}e{found[2]}")
        for found in SCIENTIFIC.finditer(text)
    ]
    text = SCIENTIFIC.sub(lambda found: " " * len(found[0]), text)
    text = FORMAT.sub(lambda found: " " * len(found[0]), text)
    return powers + [
        (found.start(), found[0])
        for found in NUMERAL.finditer(text)
        if len(found[0]) > 1
    ]


def digits(text: str) -> list[tuple[int, str]]:
    """Position and spelling of all other digits."""
    for pattern in (SCIENTIFIC, NUMERAL):
        text = pattern.sub(
            lambda m: m[0] if len(m[0]) == 1 else " " * len(m[0]), text
        )
    return [(found.start(), found[0]) for found in DIGITS.finditer(text)]


def plain(numeral: str) -> str:
    return re.sub(r"[,   ](?=\d{3})", "", numeral)


def shown_as(value: str, numeral: str) -> bool:
    """Whether a value, rounded to the numeral's precision, is the numeral."""
    numeral = plain(numeral)
    if value == numeral:
        return True
    try:
        number, claim = float(value), float(numeral)
    except ValueError:
        return False  # an arXiv id or a version has two dots or more
    if "e" in numeral:
        digits = len(numeral.partition("e")[0].replace(".", ""))
        return float(f"{number:.{digits - 1}e}") == claim
    decimals = len(numeral.partition(".")[2])
    return f"{number:.{decimals}f}" == f"{claim:.{decimals}f}"


def origins(name: str) -> list[tuple[int, str, str]]:
    """Position, spelling and origin of each number; "" where it has none.

    The origin is the nearest snippet on the page that has the number.
    """
    page, bound, near = prose(name), bindings(name), files(name)
    found = [(at, digit, NONE_NEEDED) for at, digit in digits(page.text)]
    for at, numeral in sorted(numerals(page.text)):
        line = page.text.count("\n", 0, at) + 1
        origin = ""
        if numeral in bound.exact:
            origin = f"= {bound.exact[numeral]}"
        elif numeral in bound.cited:
            origin = bound.cited[numeral]
        else:
            for _, file in sorted((abs(n - line), file) for n, file in near):
                if any(shown_as(value, numeral) for value in values(file)):
                    origin = file
                    break
        found.append((at, numeral, origin))
    return sorted(found)


def files(name: str) -> list[tuple[int, str]]:
    """Line and path of each snippet that a page shows or draws with."""
    page = source(name)
    if page.suffix == ".py":
        return [(0, page.relative_to(ROOT).as_posix())]
    found = [
        (block.line, block.snippet.relative_to(ROOT).as_posix())
        for block in blocks(page)
    ]
    text = page.read_text("utf-8")
    for figure in FIGURE.finditer(text):
        line = text.count("\n", 0, figure.start()) + 1
        found.append((line, f"snippets/figures/{figure[1]}.py"))
    return found


def values(file: str) -> set[str]:
    """The numbers in a file, without their signs."""
    text = (ROOT / file).read_text("utf-8")
    found = {plain(value) for value in VALUE.findall(text)}
    return found | {value.replace("_", "") for value in found}


def record(names: list[str]) -> int:
    """Write the origins of pages' numbers; say which have none."""
    recorded, missing = json.loads(ORIGINS.read_text("utf-8")), 0
    for name in names:
        page, found = prose(name), origins(name)
        was = recorded.get(name, [])
        recorded[name] = [f"{digits}: {origin}" for _, digits, origin in found]
        for (at, numeral, origin), entry in zip(
            found, recorded[name], strict=True
        ):
            if not origin:
                missing = 1
                print(f"{page.line(at)}: no run on this page printed {numeral}")
            elif entry not in was:
                source = "no run" if origin == NONE_NEEDED else origin
                print(f"{page.line(at)}: {numeral}, from {source}")
    kept = {
        name: recorded[name] for name in sorted(ALL_NAMES) if name in recorded
    }
    ORIGINS.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")
    return missing
