"""The tables of what was found on a GPU, made from made-up results."""

from inspect import cleandoc

import pytest

from lossbook.dependencies import code
from lossbook.markdown import gpu_tables
from tests.lossbook.markdown.test_result_tables import rows

DICE = "snippets/losses/dice_loss.py"
FOCAL = "snippets/losses/focal_loss.py"
MACHINE = {"GPU": "Card", "PyTorch": "1.2"}


def values(dtype, **found):
    known = {"path": DICE, "dtype": dtype, "numbers": 7, "wrong": 0}
    return known | {"value": 1e-7, "gradient": 2e-7} | found


def costs(mode, milliseconds, size):
    known = {"maker": "Them", "name": "one", "version": "3.4", "mode": mode}
    return known | {"milliseconds": milliseconds, "bytes": size}


FOUND = {
    "machine": MACHINE,
    "values": {
        "limits": {"float32": 1e-5, "float16": 1e-3},
        "rows": [
            values("float32"),
            values("float16", value=3e-4, wrong=2),
        ],
    },
    "autocast": {
        "ours": [{"name": DICE, "float16": "float32", "bfloat16": "bfloat16"}],
        "torch": [
            {
                "name": "BCELoss",
                "float16": "RuntimeError: unsafe",
                "bfloat16": "bfloat16, not finite",
            }
        ],
    },
    "waits": {
        "ours": [{"path": DICE, "waits": ""}, {"path": FOCAL, "waits": "x.py"}],
        "torch": [{"name": "L1Loss", "waits": ""}],
    },
    "costs": {
        "size": 1000,
        "losses": {
            "dice_loss": {
                "path": DICE,
                "rows": [costs("eager", 1.5, 8.0), costs("compiled", 0.5, 4.0)],
            },
            "focal_loss": {
                "path": FOCAL,
                "rows": [costs("eager", 2.5, 9), costs("compiled", None, None)],
            },
        },
    },
}


@pytest.fixture
def shown(result):
    """What the page shows if this is found, beside what is above."""

    def shown(**found):
        now = {DICE: code(DICE), FOCAL: code(FOCAL)}
        result("GPU", {**FOUND, "code": now, **found})
        return gpu_tables.gpu()

    return shown


def test_each_part_has_its_table(shown):
    lines = shown()
    assert lines[0] == "Measured on: GPU Card, PyTorch 1.2."
    assert not any("Changed" in line for line in lines)
    assert "".join(lines).count("<details") == 4
    costs = "eager, ms | compiled, ms | eager, bytes an element | compiled, "
    assert rows(lines) == cleandoc(f"""
        Largest error | Numbers | float32, bound 1e-05 | float16, bound 1e-03
        `dice_loss` | 7 | 2e-07 | **3e-04**
        What comes out of | float16 | bfloat16
        `dice_loss` | float32 | bfloat16
        `BCELoss` | **RuntimeError** | **bfloat16, not finite**
        What waits | Where
        `focal_loss` | `x.py`
        Forward and backward | {costs}bytes an element
        **Dice loss**
        Them 3.4 `one` | 1.5 | 0.5 | 8 | 4
        **Focal loss**
        Them 3.4 `one` | 2.5 | – | 9 | –
        """)
    for line in (
        "1 of 2 snippets never wait.",
        "1 of 1 losses of `torch.nn` never wait.",
    ):
        assert line in lines


def test_what_changed_since_is_named_and_what_failed_left_out(shown):
    text = "\n".join(shown(costs=None, code={DICE: code(DICE), FOCAL: ""}))
    assert f"Changed since: `{FOCAL}`." in text
    assert text.count("<details") == 3
