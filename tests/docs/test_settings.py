"""What a sentence says of its code: options, their values, and exceptions.

Each is in the code that the section shows, or that its paragraph links to; in a
snippet that this code imports; or in the signature of what it calls in PyTorch.
"""

import inspect
import re
from collections import Counter

import pytest

from lossbook.paths import ROOT
from lossbook.sources import read
from tests.docs.pages import ALL_NAMES
from tests.docs.prose import prose
from tests.docs.sections import code_at, paragraph, sections
from tests.docs.test_names import CODE, DOTTED, resolve

ERROR = re.compile(r"\b\w+(?:Error|Warning)\b")
SETTING = re.compile(r"\b(\w+)=(\"\w*\"|-?[\w.]+(?:-\d+)?(?:\([^)]*\))?)")
WORD = re.compile(r'"\w+"|True|False')
# A line of code in a chapter's head, behind its label, ends what is before it.
SENTENCE = re.compile(
    r"\S.*?(?:[.?!](?=\s)|\n\n|(?=\n    [^`\n]+: `[^`\n]+`\n)|\Z)", re.DOTALL
)
IMPORTED = re.compile(r"^from (snippets[.\w]+) import", re.MULTILINE)


@pytest.mark.parametrize("name", ALL_NAMES)
def test_values_are_those_of_the_code(name):
    page, parts, wrong = prose(name), sections(name), []
    for span in CODE.finditer(page.text):
        line = page.number(span.start())
        code = "\n".join(code_at(name, parts, line).values())
        if not code or not re.search(r"Error|Warning|=|\"|True|False", span[1]):
            continue
        signed = signatures(code + paragraph(name, line))
        code += "".join(
            read(ROOT / (module.replace(".", "/") + ".py"))
            for module in IMPORTED.findall(code)
        )
        settings = SETTING.findall(span[1])
        wrong += [
            f"{page.line(span.start())}: no code there has {option}={value}"
            f"; it has {', '.join(sorted(set_to(option, code))) or 'none'}"
            for option, value in settings
            if not is_set(option, value, code, signed)
        ]
        words = ERROR.findall(span[1])
        if not settings and WORD.fullmatch(span[1]):
            words.append(span[1])
        wrong += [
            f"{page.line(span.start())}: no code there says {word}"
            for word in words
            if word not in f"{code}\n{signed}"
        ]
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


@pytest.mark.parametrize("name", ALL_NAMES)
def test_no_sentence_names_a_value_twice(name):
    """Nor a table: of two that are alike, one should be another."""
    page = prose(name)
    for sentence in SENTENCE.finditer(page.text):
        named = Counter(WORD.findall(" ".join(CODE.findall(sentence[0]))))
        for value in named - Counter({*named}):
            where = page.line(sentence.start() + sentence[0].index(value))
            pytest.fail(f"{where}: {value} twice; name another", pytrace=False)


def is_set(option: str, value: str, shown: str, signed: str) -> bool:
    """Whether an option has a value in code or in a signature."""
    code = f"{shown}\n{signed}"
    found = set_to(option, code)
    try:
        return float(value) in {
            float(each) for each in found if is_number(each)
        }
    except ValueError:
        if value in ("True", "False", "None"):
            return value in found
        # Perhaps by way of a list of them, or of a variable.
        lines = [x for x in code.split("\n") if option in x and '"' in x]
        free = value[0] != '"' or not any(line in shown for line in lines)
        return any(value in line for line in lines) or (free and value in code)


def set_to(option: str, code: str) -> set[str]:
    """What an option is set to: `a=1`, `a: int = 1`, `"a": 1`."""
    setting = rf"\b{option}\b\"?(?:: ([\w.| ]+))? ?[=:] ?([^,\s)\]}}]+)"
    found = set()
    for kind, default in re.findall(setting, code):
        found |= {default, *kind.split()}
    return found


def is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def signatures(text: str) -> str:
    """The signatures of what a text names in PyTorch."""
    found = []
    for root, path in {*DOTTED.findall(text)}:
        try:
            value = resolve(root, path)
            found.append(str(inspect.signature(value)))
        except (AttributeError, TypeError, ValueError):
            continue  # a name that another test reports, or a built-in
    return "\n".join(found).replace("'", '"')
