"""Assets of ours carry a digest in their address, and are found by it."""

import hashlib
import re

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files

from lossbook.errors import BookError
from lossbook.pages import hashed_assets
from lossbook.paths import ROOT
from tests.html import attributes, pages

STAMPED = re.compile(r"\.([0-9a-f]{8})(\.narrow)?\.\w+$")


def stamped(contents: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """The new addresses by the old, and the contents by the new."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    config.plugins._current_plugin = "test"
    files = Files(
        File.generated(config, name, content=text)
        for name, text in contents.items()
    )
    moved = hashed_assets.stamp_all(files, config)
    return moved, {file.dest_uri: file.content_string for file in files}


def test_every_asset_of_ours_carries_its_own_digest(site):
    ours = [
        *(site / "assets").glob("*.*"),
        *(site / "assets/figures").iterdir(),
    ]
    assert ours
    for file in ours:
        found = STAMPED.search(file.name)
        assert found, f"{file.name}: no digest in the address"
        # The two forms of a training figure have one digest, of both.
        forms = file.parent.glob(f"*.{found[1]}.*")
        content = b"".join(
            form.read_bytes() for form in sorted(forms, reverse=True)
        )
        digest = hashlib.sha256(content).hexdigest()
        assert digest.startswith(found[1]), f"{file.name}: not its digest"


def test_each_page_asks_for_what_is_there(site):
    asked = 0
    for name, page in pages(site).items():
        for address in (
            *attributes(page, "link[href]", "href"),
            *attributes(page, "script[src], img[src]", "src"),
        ):
            if "assets/" not in address:
                continue
            folder = site if address.startswith("/") else (site / name).parent
            there = folder / address.lstrip("/")
            assert there.is_file(), f"{name}: no {address}"
            asked += 1
    assert asked


def test_a_change_moves_an_asset_and_what_names_it():
    contents = {
        "assets/book.css": '@import "parts/a.css";\nb {url(parts/p.svg)}\n',
        "assets/parts/a.css": "a {}\n",
        "assets/parts/p.svg": "<svg/>",
        "assets/app.js": 'import "./lib.js"; const other = "x.css";\n',
        "assets/lib.js": "export {};\n",
    }
    moved, now = stamped(contents)
    css, js = now[moved["assets/book.css"]], now[moved["assets/app.js"]]
    assert moved["assets/parts/a.css"].removeprefix("assets/") in css
    assert moved["assets/parts/p.svg"].removeprefix("assets/") in css
    assert f'"./{moved["assets/lib.js"].removeprefix("assets/")}"' in js
    assert '"x.css"' in js
    again, _ = stamped({**contents, "assets/parts/a.css": "a {color: red}\n"})
    changed = {old for old in moved if moved[old] != again[old]}
    assert changed == {"assets/parts/a.css", "assets/book.css"}


def test_two_that_name_each_other_are_refused():
    with pytest.raises(BookError, match=r"a\.js names assets/b\.js"):
        stamped({"assets/a.js": 'import "./b.js"', "assets/b.js": '"./a.js"'})


def test_prose_that_names_an_asset_is_left_alone():
    html = '<a href="../assets/a.css#x">assets/a.css</a>'
    moved = {"assets/a.css": "assets/a.1.css"}
    assert hashed_assets.rewrite(html, moved) == (
        '<a href="../assets/a.1.css#x">assets/a.css</a>'
    )


def test_an_address_in_json_is_found_before_its_fragment():
    json = '{"search": "../assets/a.js#../assets/b.js"}'
    moved = {"assets/a.js": "assets/a.1.js", "assets/b.js": "assets/b.2.js"}
    assert hashed_assets.rewrite(json, moved) == (
        '{"search": "../assets/a.1.js#../assets/b.js"}'
    )
