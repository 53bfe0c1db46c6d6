"""The text of each link agrees with where it leads."""

import re
from collections.abc import Set

import pytest
import yaml

from lossbook.sources import source
from tests.docs.pages import ALL_NAMES
from tests.docs.prose import Prose, clause, words, written
from tests.docs.sections import at, leads_to, sections

LINK = re.compile(r"(?<!!)\[((?:[^\[\]]|\[[^\]]*\])+)\]\(([^)\s]+)\)")
REFERENCE = re.compile(r"\\eqref\{([^}]+)\}")
TORCH = "https://docs.pytorch.org/"


@pytest.mark.parametrize("name", ALL_NAMES)
def test_link_says_where_it_leads(name):
    page, wrong = Prose(source(name), written(name)), []
    for link in LINK.finditer(page.text):
        label, address = " ".join(link[1].split()), link[2]
        if fault := fault_of(name, label, address):
            where = page.line(link.start())
            wrong.append(f"{where}: [{label}]({address}): {fault}")
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


@pytest.mark.parametrize("name", ALL_NAMES)
def test_sections_refer_back_to_their_equations(name):
    """Which of those above it means, a reference does not say."""
    text = written(name)
    page = Prose(source(name), text)
    for found in REFERENCE.finditer(text):
        place = text.find(rf"\label{{{found[1]}}}")
        ahead = text[found.end() : place] if place > found.start() else "\n## "
        around = " ".join(clause(text, *found.span()))
        where = f"{page.line(found.start())}: {found[0]}"
        if "\n## " not in ahead and "below" not in around:
            pytest.fail(f"{where} stands below; say so", pytrace=False)
        if found[0] in around:
            pytest.fail(f"{where} twice; name the other", pytrace=False)


def fault_of(name: str, label: str, address: str) -> str:
    """What is wrong with a link; "" where nothing is, or it leads away."""
    path, _, anchor = address.partition("#")
    plain = label.strip("`")
    called = plain.rpartition(".")[2]
    if plain.endswith(".py"):
        same = f"/{address}".replace("#", "/").endswith(f"/{plain}")
        return "" if same else "leads to another file"
    if "://" in address:
        named = label != plain and address.startswith(TORCH)
        return f"is not of {plain}" * (named and called not in address)
    if anchor.endswith(".py") or (path and not path.endswith(".md")):
        return ""
    there = leads_to(name, path)
    if there == name and not anchor:
        return "leads to this page"
    if re.fullmatch(r"(nn\.)?\w+Loss(WithLoss)?", plain):
        return _misnamed(name, there, anchor, called)
    label_words = words(label)
    wanted = label_words.keys()
    if anchor:
        return _nearer(there, anchor, wanted)
    if label.lower() == title(there).lower():
        return ""
    titles = {each: words(title(each)).keys() for each in ALL_NAMES}
    missing = wanted - words(about(there)).keys()
    if not wanted or missing:
        named = [label_words[stem] for stem in wanted if stem in missing]
        return f"{there!r} is not called {' '.join(named or [label])}"
    rivals = [
        each
        for each, of_title in titles.items()
        if of_title and of_title <= wanted and not of_title <= titles[there]
    ]
    return f"would be {rivals[0]!r}" if rivals else ""


def _nearer(there: str, anchor: str, wanted: Set[str]) -> str:
    """Which section of a page a link's words are nearer to; "" for none."""
    section = at(there, anchor)
    if section is None:
        return f"{there!r} has no section {anchor!r}"
    has = words(" ".join([section.title, *section.code])).keys()
    shared = {
        each.title: len(wanted & words(each.title).keys())
        for each in sections(there)
        if section.start not in each
    }
    most = max(shared, key=shared.get, default="")
    nearer = most and shared[most] > len(wanted & has)
    return f"would be {most.strip()!r}" if nearer else ""


def _misnamed(name: str, there: str, anchor: str, called: str) -> str:
    section = at(there, anchor) if anchor else sections(there)[-1]
    lines = written(there).split("\n")[section.start - 1 : section.end - 1]
    if called not in "\n".join([*lines, *section.code.values()]):
        return f"nothing there is called {called}"
    counts = {each: written(each).count(called) for each in ALL_NAMES}
    most = max(counts, key=counts.get)
    more = counts[most] > counts[there] and most != name
    return f"{most} is more about {called}" * more


def title(name: str) -> str:
    return re.search(r"^# (.+)$", written(name), re.MULTILINE)[1]


def about(name: str) -> str:
    """What a page says of itself: title, description and headings."""
    matter = re.match(r"---\n(.*?)^---$", written(name), re.M | re.S)
    described = yaml.safe_load(matter[1])["description"] if matter else ""
    headings = (section.title for section in sections(name))
    address = name.replace("index", "home")
    return " ".join([address, title(name), described, *headings])
