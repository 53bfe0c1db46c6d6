"""Assets of ours carry a digest in their address, and are found by it."""

import hashlib
import re

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
