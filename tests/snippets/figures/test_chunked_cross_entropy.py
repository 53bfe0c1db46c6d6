"""Every bar is as long as what was recorded, in the order of the names."""

from lossbook.result_files import CHUNKS, recorded
from tests.snippets.drawn import panels

ORDER = ("none", "1024", "128", "16", "auto")
NAMES = ["no chunks", "1024 tokens", "128 tokens", "16 tokens"]


def test_bars_are_the_recorded_numbers():
    settings = recorded(CHUNKS)["settings"]
    drawn = panels("chunked_cross_entropy")
    assert [panel.title for panel in drawn] == ["Memory", "Time"]
    for panel, unit, digits in zip(
        drawn, ("mebibytes", "seconds"), (0, 1), strict=True
    ):
        axes = panel.axes
        names = [label.get_text() for label in axes.get_yticklabels()]
        assert names == [*NAMES, "as torch chooses"]
        assert axes.get_xlabel() == unit
        assert axes.yaxis_inverted()
        for bar, text, name in zip(
            axes.patches, axes.texts, ORDER, strict=True
        ):
            assert bar.get_width() == settings[name][unit]
            assert text.get_text() == f"{settings[name][unit]:.{digits}f}"


def test_the_alternative_text_is_true():
    settings = recorded(CHUNKS)["settings"]
    none, *others = (settings[name] for name in ORDER)
    assert all(each["mebibytes"] < none["mebibytes"] / 5 for each in others)
    slowest = max(settings, key=lambda name: settings[name]["seconds"])
    assert slowest == "auto"
