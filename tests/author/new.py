"""Starts a loss or a regularizer, and the chapter that it is in: make new.

    python -m tests.author.new giou_loss detection

What it writes works as it stands, for half the squared error; `FILL IN` marks
what is the author's to write. A file that is there is never written over.
"""

import argparse
import re
import sys
from pathlib import Path
from typing import Any

import jinja2

from lossbook.markdown.loss_index import DATA
from lossbook.paths import DOCS, ROOT
from tests.author.files import shown

TEMPLATES = Path(__file__).with_name("templates")
NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
CHAPTER = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
# The folder of a new chapter for which none is given; a loss gets its own.
FOLDERS = {"regularizer": "regularization"}
# Before the first of these sections stands what is new.
LAST = re.compile(r"^  - (?:Regularization|Tools|Reference):\n", re.MULTILINE)
KINDS = {"loss": "losses", "regularizer": "regularizers"}
LINES = {
    "loss": "loss = {}(input, target)",
    "regularizer": "penalty = {}(model, 1e-3)",
}
FORMULAS = {
    "loss": r"\ell(\hat y, y) = \frac{(\hat y - y)^2}{2}",
    "regularizer": r"R(w) = \sum_j \frac{w_j^2}{2}",
}


def main() -> int:
    """Write the files; say which, and what comes next."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("name", help="of the function and its file")
    parser.add_argument("chapter", help="a topic: segmentation")
    parser.add_argument("--kind", choices=KINDS, default="loss")
    options = parser.parse_args()
    name, kind = options.name, options.kind
    if not NAME.fullmatch(name):
        sys.exit(f"name={name}: write it as a function: dice_loss")
    page = page_of(options.chapter, kind)
    chapter = DOCS / f"{page}.md"
    words = {
        "joins": chapter.exists(),
        "name": name,
        "kind": kind,
        "kinds": KINDS[kind],
        "class_name": "".join(map(str.capitalize, name.split("_"))),
        "title": name.replace("_", " ").capitalize(),
        "slug": name.replace("_", "-"),
        "page": page,
        "chapter_title": page.rpartition("/")[2].replace("-", " ").capitalize(),
        "line": LINES[kind].format(name),
        "formula": FORMULAS[kind],
    }
    files = from_templates(kind, words)
    if not words["joins"]:
        files |= from_templates("chapter", words)
    there = [shown(path) for path in files if path.exists()]
    if there:
        sys.exit(f"Nothing was written: there is already {', '.join(there)}")
    if not words["joins"]:
        add_to_nav(page)
    else:
        text = chapter.read_text("utf-8").rstrip("\n")
        section = rendered("section/SECTION.md.jinja", words)
        files[chapter] = f"{text}\n\n{section}"
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        print(shown(path))
    add_to_list(words)
    print(
        "FILL IN marks what is yours to write. Then:\n"
        f"  make update name={name}   writes what it prints\n"
        f"  make check name={name}    says what is missing or wrong\n"
        "  make serve   shows the chapter"
    )
    return 0


def page_of(chapter: str, kind: str) -> str:
    """The page of a chapter: of one that is there, by its last name alone."""
    folder, _, slug = chapter.rpartition("/")
    if not CHAPTER.fullmatch(slug):
        sys.exit(f"chapter={chapter}: write it as an address: noisy-labels")
    found = sorted(DOCS.glob(f"{folder or '*'}/{slug}.md"))
    if found:
        return found[0].relative_to(DOCS).with_suffix("").as_posix()
    if folder and not (DOCS / folder).is_dir():
        folders = sorted({page.parent.name for page in DOCS.glob("*/*.md")})
        sys.exit(
            f"chapter={chapter}: there is no folder docs/{folder}; choose "
            f"{', '.join(folders)}, or write chapter={slug} for a new one"
        )
    return f"{folder or FOLDERS.get(kind, slug)}/{slug}"


def from_templates(tree: str, words: dict[str, Any]) -> dict[Path, str]:
    """Each file of a tree of templates: where it goes, and its text."""
    folder, slug = words["page"].split("/")
    names = {
        "FOLDER_MODULE": folder.replace("-", "_"),
        "FOLDER": folder,
        "CHAPTER_MODULE": slug.replace("-", "_"),
        "CHAPTER": slug,
        "NAME": words["name"],
    }
    found = {}
    for template in sorted((TEMPLATES / tree).rglob("*.jinja")):
        path = template.relative_to(TEMPLATES / tree).with_suffix("").as_posix()
        for placeholder, name in names.items():
            path = path.replace(placeholder, name)
        address = template.relative_to(TEMPLATES).as_posix()
        found[ROOT / path] = rendered(address, words)
    return found


def rendered(template: str, words: dict[str, Any]) -> str:
    """The text of one template."""
    environment = jinja2.Environment(
        block_start_string="[%",
        block_end_string="%]",
        variable_start_string="[[",
        variable_end_string="]]",
        keep_trailing_newline=True,
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
    )
    return environment.get_template(template).render(words)


def add_to_nav(page: str) -> None:
    """Name a new chapter in mkdocs.yml: in its folder's section, or in one."""
    settings = ROOT / "mkdocs.yml"
    text = settings.read_text("utf-8")
    folder = page.partition("/")[0]
    lines = list(re.finditer(rf"^( +- ){folder}/.*\n", text, re.MULTILINE))
    if lines:
        at, line = lines[-1].end(), f"{lines[-1][1]}{page}.md\n"
    elif section := LAST.search(text):
        title = folder.replace("-", " ").capitalize()
        at, line = section.start(), f"  - {title}:\n      - {page}.md\n"
    else:
        sys.exit(
            f"{settings.name}: the nav has no section Reference, before which "
            f"docs/{folder} would stand; add a section for it"
        )
    settings.write_text(text[:at] + line + text[at:], "utf-8")
    print(f"{settings.name}: {page}.md")


def add_to_list(words: dict[str, Any]) -> None:
    """Name a new loss among all losses, with its equation, below a new task."""
    kind = "penalizes" if words["kind"] == "regularizer" else "predicts"
    with DATA.open("a", encoding="utf-8") as losses:
        losses.write(
            f"\n- task: FILL IN: what it {kind}, or move the line\n  losses:\n"
            f"    {words['name']}: {words['page']}.md#eq:{words['slug']}\n"
        )
    print(shown(DATA))


if __name__ == "__main__":
    sys.exit(main())
