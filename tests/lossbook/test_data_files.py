"""What people write in YAML is read whole: no line is dropped silently."""

import pytest

from lossbook.data_files import root
from lossbook.errors import BookError


def test_a_key_that_stands_twice_is_refused(tmp_path):
    path = tmp_path / "queries.yml"
    path.write_text("- a: x\n  b: y\n- a: z\n  a: y\n", "utf-8")
    says = r"queries\.yml:3: a stands twice"
    with pytest.raises(BookError, match=says):
        root(path)
