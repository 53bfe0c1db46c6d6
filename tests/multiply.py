"""Makes a copy of the book with several times as many chapters and snippets.

    python -m tests.multiply 4 /tmp/large

To see how builds and tests grow: every chapter and its snippets, figures,
explorers, bindings, cases and tests stand in it as often, each time under names
of their own. What lists the others (the home page, the reference, the tools)
and the training example stand in it once.
"""

import argparse
import re
import string
import subprocess
import sys
from pathlib import Path

from ruff import find_ruff_bin

from lossbook.paths import DOCS, ROOT, SNIPPETS
from tests.conftest import copied, environment_of

ONCE = ("index.md", "troubles.md", "reference/", "tools/")
# The functions of these are called by the name of their file.
PASTED = ("losses", "regularizers")


def main() -> None:
    """Copy the project, and multiply what is in the copy."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("times", type=int)
    parser.add_argument("folder", type=Path, help="which is not there yet")
    options = parser.parse_args()
    book = copied(options.folder)
    # By letters: a digit in the name of a file would want a source.
    for letter in string.ascii_lowercase[1 : options.times]:
        add(book, f"_{letter}")
    # A longer name is printed, and breaks lines elsewhere.
    copies = sorted((book / "snippets").rglob("*_[b-z].py"))
    subprocess.run(
        [sys.executable, "-m", "lossbook.generate.outputs", *copies],
        cwd=book,
        env=environment_of(book),
        check=True,
    )
    subprocess.run([find_ruff_bin(), "format", "--quiet", book], check=True)
    print(f"{book}: {len(list(book.glob('docs/**/*.md')))} pages in docs/")


def add(book: Path, suffix: str) -> None:
    """Add one more of each chapter and of each snippet, named by a suffix."""
    chapters = [
        page.relative_to(DOCS).as_posix()
        for page in sorted(DOCS.rglob("*.md"))
        if not page.relative_to(DOCS).as_posix().startswith(ONCE)
    ]
    text = "".join((DOCS / each).read_text("utf-8") for each in chapters)
    scripts = [
        script
        for script in sorted(SNIPPETS.rglob("*.py"))
        if script.parent.name not in ("tools", "training")
        and re.search(rf"\b{script.stem}\b", text)
    ]
    rename = renaming(chapters, scripts, suffix)
    for source in [
        *(DOCS / chapter for chapter in chapters),
        *scripts,
        *tests_of(chapters, scripts),
    ]:
        path = source.relative_to(ROOT)
        slug = suffix.replace("_", "-") if path.suffix == ".md" else suffix
        name = path.stem + slug + path.suffix
        if path.stem.endswith("_case"):
            name = path.stem.removesuffix("_case") + suffix + "_case.py"
        text = rename(source.read_text("utf-8"))
        if path.suffix == ".md":
            text = retitled(text, suffix)
        if source in scripts:
            text += f"\n# {suffix}\n"  # so that no two have the same text
        (book / path.parent / name).write_text(text, "utf-8")
    add_to_nav(book / "mkdocs.yml", chapters, suffix)
    add_to_lists(book / "docs", chapters, scripts, suffix)


def renaming(chapters: list[str], scripts: list[Path], suffix: str):
    """A function that puts the names of copies in the place of the names."""
    slugs = "|".join(Path(chapter).stem for chapter in chapters)
    stems = "|".join(sorted({script.stem for script in scripts}, key=len)[::-1])
    pasted = "|".join(s.stem for s in scripts if s.parent.name in PASTED)
    folders = "|".join(sorted({script.parent.name for script in scripts}))
    tools = "|".join(tool.stem for tool in (SNIPPETS / "tools").glob("*.py"))
    rules = [
        # snippets/losses/focal_loss.py, snippets.losses.focal_loss
        (rf"(snippets[/.](?:{folders})[/.])({stems})\b", rf"\1\2{suffix}"),
        (rf"(#(?:{folders})/)({stems})(?=\.py)", rf"\1\2{suffix}"),
        (rf"(figures/|explorer=)({stems})(?=\.svg|\b )", rf"\1\2{suffix}"),
        (rf"(?<![\w/.])({pasted})(?=[(,)\s.`]|$)", rf"\1{suffix}"),
        (rf'(panels\(")({stems})(?=")', rf"\1\2{suffix}"),
        # Page("classification/focal-loss")
        (rf'(Page\("[\w-]+/(?:{slugs})|Page\("(?:{slugs}))(?=")', None),
    ]

    def renamed(text: str) -> str:
        for pattern, by in rules:
            slug = rf"\1{suffix.replace('_', '-')}"
            text = re.sub(pattern, by or slug, text)
        return text

    def line_renamed(line: str) -> str:
        if line.startswith("::: head "):
            # A tool stands once, though a figure may have its name.
            once = rf"\b(?!({tools})\b)"
            return re.sub(rf"{once}({stems})\b", rf"\2{suffix}", line)
        # Other directives ask for what was measured, which is the model.
        return line if line.startswith("::: ") else renamed(line)

    def rename(text: str) -> str:
        return "\n".join(map(line_renamed, text.split("\n")))

    return rename


def tests_of(chapters: list[str], scripts: list[Path]) -> list[Path]:
    """The cases, tests and bindings of what is copied, where there are any."""
    found = []
    for script in scripts:
        folder = ROOT / "tests" / script.parent.relative_to(ROOT)
        found += [
            folder / f"test_{script.stem}.py",
            folder / f"{script.stem}_case.py",
        ]
    for chapter in chapters:
        name = chapter.removesuffix(".md").replace("-", "_")
        found.append(ROOT / "tests/docs/equations" / f"{name}.py")
    return [path for path in found if path.exists()]


def retitled(text: str, suffix: str) -> str:
    """A chapter whose title tells it from the others."""
    text = re.sub(r"^title: .*\n", "", text, flags=re.MULTILINE)
    letter = suffix.removeprefix("_").upper()
    return re.sub(r"^(# .+)$", rf"\1 {letter}", text, count=1, flags=re.M)


def add_to_nav(settings: Path, chapters: list[str], suffix: str) -> None:
    """Name each copy below its model."""
    text = settings.read_text("utf-8")
    for chapter in chapters:
        new = chapter.replace(".md", suffix.replace("_", "-") + ".md")
        text = re.sub(
            rf"^( *- ){re.escape(chapter)}$",
            rf"\g<0>\n\1{new}",
            text,
            flags=re.M,
        )
    settings.write_text(text, "utf-8")


def add_to_lists(
    docs: Path, chapters: list[str], scripts: list[Path], suffix: str
) -> None:
    """Name each copy of a loss, and of a pitfall, below its model."""
    slug = suffix.replace("_", "-")
    stems = {script.stem for script in scripts}
    for name in ("losses.yml", "troubles.yml"):
        lines = []
        for line in (docs / name).read_text("utf-8").splitlines():
            lines.append(line)
            found = re.fullmatch(r" {4}(- )?(\w+)(:.*\.md)?(.*)", line)
            if found and found[2] in stems:
                page = (found[3] or "").replace(".md", f"{slug}.md")
                dash, of = found[1] or "", found[4]
                lines.append(f"    {dash}{found[2]}{suffix}{page}{of}")
        (docs / name).write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
