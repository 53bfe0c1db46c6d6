"""Assets of ours carry a digest in their address, and are found by it."""

import hashlib
import re

import pytest

from lossbook.pages import hashed_assets

STAMPED = re.compile(r"\.([0-9a-f]{8})(\.narrow)?\.\w+$")


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


@pytest.mark.parametrize(
    ("page", "rewritten"),
    [
        (  # Not in prose.
            '<a href="../assets/a.css#x">assets/a.css</a>',
            '<a href="../assets/a.1.css#x">assets/a.css</a>',
        ),
        (  # Not behind the fragment, which is for the worker of the search.
            '{"search": "../assets/a.js#../assets/b.js"}',
            '{"search": "../assets/a.1.js#../assets/b.js"}',
        ),
    ],
)
def test_an_address_of_an_asset_gets_its_digest(page, rewritten):
    moved = {
        "assets/a.css": "assets/a.1.css",
        "assets/a.js": "assets/a.1.js",
        "assets/b.js": "assets/b.2.js",
    }
    assert hashed_assets.rewrite(page, moved) == rewritten
