"""What is asked of one figure is asked in a row: one worker draws it, once."""

from pathlib import Path

FIGURES = Path(__file__).parent / "figures"
OF_ALL = Path(__file__).parent / "test_figures.py"


def pytest_collection_modifyitems(items):
    """Put the tests of each figure where the first of all of them stands."""
    ours = [item for item in items if figure(item)]
    if ours:
        place = items.index(ours[0])
        rest = [item for item in items if not figure(item)]
        items[:] = rest[:place] + sorted(ours, key=figure) + rest[place:]


def figure(item) -> str:
    """The figure that a test is about; "" if about none."""
    if item.path.parent == FIGURES:
        return item.path.stem.removeprefix("test_")
    if item.path == OF_ALL:
        return item.callspec.params.get("name", "")
    return ""
