"""What people write in YAML is read whole: no line is dropped silently."""

import pytest

from lossbook.data_files import root
from lossbook.errors import BookError


@pytest.mark.parametrize(
    ("text", "line", "key", "first"),
    [
        ("nan loss: x\nloss: y\nnan loss: z\n", 3, "nan loss", 1),
        ("typed:\n  nan loss: x\n  nan loss: y\n", 3, "nan loss", 2),
        ("- a: x\n  b: y\n- a: z\n  a: y\n", 4, "a", 3),
    ],
)
def test_a_key_that_stands_twice_is_refused(tmp_path, text, line, key, first):
    path = tmp_path / "queries.yml"
    path.write_text(text, "utf-8")
    says = rf"queries\.yml:{line}: {key} stands in line {first}, too; join"
    with pytest.raises(BookError, match=says):
        root(path)
