"""All ways to spell a word in six steps, as paths through a lattice."""

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

WORD, PATH = "too", "∅too∅o"
BLANK = "∅"
LOSSES = ("ctc",)


def places_of(word: str) -> str:
    """A blank before, between and behind the letters."""
    return BLANK + "".join(letter + BLANK for letter in word)


def moves(places: str) -> list[tuple[int, int]]:
    """From place to place in one step: stay, move on, or skip a blank."""
    return [
        (a, a + by)
        for a in range(len(places))
        for by in range(3)
        if a + by < len(places)
        and (by < 2 or places[a + by] not in (BLANK, places[a]))
    ]


def edges(places: str, steps: int) -> list[tuple[int, int, int]]:
    """Each step, with the places before and after, of complete paths."""
    allowed, last = moves(places), len(places) - 1
    begun, ended = [{0, 1}], [{last, last - 1}]
    for _ in range(steps - 1):
        begun.append({b for a, b in allowed if a in begun[-1]})
        ended.append({a for a, b in allowed if b in ended[-1]})
    alive = [x & y for x, y in zip(begun, reversed(ended), strict=True)]
    return [
        (step, a, b)
        for step in range(1, steps)
        for a, b in allowed
        if a in alive[step - 1] and b in alive[step]
    ]


def follow(places: str, path: str) -> list[int]:
    """The places that a path goes through."""
    at = [places.index(path[0])]
    for letter in path[1:]:
        stays = letter == places[at[-1]]
        at.append(at[-1] if stays else places.index(letter, at[-1]))
    return at


def lattice(axis: Axes, word: str, path: str) -> None:
    """Draw all paths as thin lines between dots, and one of them in colour."""
    grey, ink = plt.rcParams["axes.edgecolor"], plt.rcParams["text.color"]
    places, steps = places_of(word), range(1, len(path) + 1)
    found = edges(places, len(path))
    for step, a, b in found:
        axis.plot((step, step + 1), (a, b), "-", color=grey, lw=0.8)
    dots = {(t, a) for t, a, _ in found} | {(t + 1, b) for t, _, b in found}
    axis.plot(*zip(*sorted(dots), strict=True), "o", color=ink, ms=4)
    axis.plot(steps, follow(places, path), lw=3)
    axis.set_yticks(range(len(places)), list(places))
    axis.set_xticks(steps, list(path))
    axis.invert_yaxis()


def draw() -> Figure:
    """Draw the lattice of a word with a letter twice in a row."""
    figure, axis = plt.subplots(figsize=(7.2, 3.6))
    lattice(axis, WORD, PATH)
    axis.set(xlabel="what one path puts out, step by step", ylabel="place")
    return figure
