"""What is asked of one figure is asked in a row: one worker draws it, once."""

from pathlib import Path

FIGURES = Path(__file__).parent / "figures"
OF_ALL = Path(__file__).parent / "test_figures.py"


def pytest_collection_modifyitems(items):
    """Put the tests of figures first: what they draw, the site is built of.

    Half of them stand in the middle, where a second worker begins.
    """
    ours = sorted(filter(figure, items), key=figure)
    rest = [item for item in items if not figure(item)]
    half, middle = len(ours) // 2, len(rest) // 2
    while 0 < half < len(ours) and figure(ours[half - 1]) == figure(ours[half]):
        half += 1
    items[:] = ours[:half] + rest[:middle] + ours[half:] + rest[middle:]


def figure(item) -> str:
    """The figure that a test is about; "" if about none."""
    if item.path.parent == FIGURES:
        return item.path.stem.removeprefix("test_")
    if item.path == OF_ALL:
        return item.callspec.params.get("name", "")
    return ""
