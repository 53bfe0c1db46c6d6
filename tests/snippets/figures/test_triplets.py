"""Steps straight away from the anchor, and slopes in the distance."""

import numpy as np
import pytest

from tests.snippets.drawn import panels, points

NAMES = ("positive", "hard", "semi-hard", "easy")


@pytest.fixture(scope="module")
def plane():
    return panels("triplets")[0]


@pytest.fixture(scope="module")
def spots(plane):
    """Where each of the four is, by its name."""
    texts = {text.get_text(): text for text in plane.axes.texts}
    return {name: np.array(texts[name].xy) for name in NAMES}


def test_circles_go_through_the_positive_and_by_the_margin_beyond(plane):
    radii = [
        np.hypot(*points(line))
        for line in plane.others
        if len(line.get_xdata()) > 1
    ]
    assert len(radii) == 2
    for radius, wanted in zip(radii, (1.0, 1.5), strict=True):
        assert radius == pytest.approx(wanted)


def test_each_negative_is_where_its_name_says(spots):
    far = {name: np.hypot(*spot) for name, spot in spots.items()}
    assert far["positive"] == pytest.approx(1)
    assert far["hard"] < 1 < far["semi-hard"] < 1.5 < far["easy"]


def test_points_are_the_anchor_and_the_four(plane, spots):
    drawn = [
        np.concatenate(points(line))
        for line in plane.others
        if len(line.get_xdata()) == 1
    ]
    assert np.allclose(drawn, [np.zeros(2), *spots.values()])


def test_arrows_are_the_steps_along_unit_vectors(plane, spots):
    arrows = [
        (np.array(each.xyann), np.array(each.xy))
        for each in plane.axes.texts
        if getattr(each, "arrow_patch", None)
    ]
    signs = {"positive": -1, "hard": 1, "semi-hard": 1}
    assert len(arrows) == len(signs)
    for (start, end), (name, sign) in zip(arrows, signs.items(), strict=True):
        spot = spots[name]
        assert np.allclose(start, spot), name
        unit = spot / np.linalg.norm(spot)
        assert np.allclose(end, spot + sign * 0.45 * unit), name


def test_the_push_is_the_slope():
    _, pull = panels("triplets")
    pull.shows(
        "Push on the negative",
        "distance of the negative",
        "",
        {
            "m = 0.5": lambda d: np.where(
                np.isclose(d, 1.5), np.nan, (d < 1.5).astype(float)
            ),
            "no margin": lambda d: 1 / (1 + np.exp(d - 1)),
        },
    )
