"""Tags lead from a chapter to the page of tags and back, and are earned."""

import re

import pytest
import yaml

from tests.docs.pages import DOCS, NAMES
from tests.docs.prose import code, prose
from tests.html import attributes, parsed

# What a chapter says, or its runs print, that has the tag.
EARNED = {
    "Binary": r"BCE|binary",
    "Calibration": r"calibrat|too sure of themselves",
    "Distributions": r"KL divergence",
    "Half precision": r"float16",
    "Imbalance": r"imbalance|few hard ones|class weights",
    "Label noise": r"wrong label",
    "Many classes": r"so many classes",
    "Multi-class": r"cross_entropy|classes",
    "Multi-label": r"multi-label",
    "NaN": r"\bnan\b",
    "Outliers": r"outlier|Huber",
    "Overfitting": r"overfit|better than new data|small weights|gets worse"
    r"|no longer improves",
    "Padding": r"ignore_index|padding",
    "Regression": r"regression|predicted number",
    "Similarity": r"cosine",
    "Soft labels": r"soft target|probabilities as targets|soft label"
    r"|smoothed label",
    "Sparsity": r"exact zeros",
}


def tags(name: str) -> list[str]:
    front = (DOCS / f"{name}.md").read_text("utf-8").split("---\n")[1]
    return yaml.safe_load(front).get("tags", [])


TAGGED = [name for name in NAMES if tags(name)]


@pytest.fixture(scope="module")
def listing(site):
    """The addresses of the chapters by tag, from the page of tags."""
    page = parsed(site / "reference/tags/index.html")
    found = {}
    for heading in page.css("article h2"):
        chapters = heading.next
        while chapters.tag != "ul":
            chapters = chapters.next
        found[heading.css_first(".md-tag").text()] = (
            heading.attributes["id"],
            set(attributes(chapters, "a", "href")),
        )
    return found


@pytest.mark.parametrize("name", TAGGED)
def test_tags_lead_there_and_back(name, site, listing):
    page = parsed(site / name / "index.html")
    links = page.css("article a[rel=tag]")
    assert {link.text() for link in links} == {*tags(name)}
    for link in links:
        anchor, chapters = listing[link.text()]
        up = "../" * (1 + name.count("/"))
        assert link.attributes["href"] == f"{up}reference/tags/#{anchor}"
        assert f"../../{name}/" in chapters


@pytest.mark.parametrize("name", TAGGED)
def test_tags_are_earned(name):
    text = prose(name).text + code(name)
    lines = (DOCS / f"{name}.md").read_text("utf-8").splitlines()
    at = next(n for n, line in enumerate(lines, 1) if line.startswith("tags:"))
    unearned = [
        f"docs/{name}.md:{at}: tag {tag}: the page has none of the words "
        f"{EARNED[tag].replace('|', ', ')}; write of it, or drop the tag"
        for tag in tags(name)
        if not re.search(EARNED[tag], text, re.IGNORECASE)
    ]
    if unearned:
        pytest.fail("\n".join(unearned), pytrace=False)


def test_each_tag_is_used(listing):
    assert {*listing} == {*EARNED}
