"""The paths of a word through its lattice, each spelt out and walked."""

from itertools import groupby, pairwise, product

from tests.snippets.drawn import panels


def walks(word, steps):
    """Each way through the places of a word whose output is read so."""
    places = "∅" + "".join(letter + "∅" for letter in word)
    for walk in product(range(len(places)), repeat=steps):
        moves = pairwise(walk)
        if any(b < a for a, b in moves) or walk[0] > 1:
            continue
        path = "".join(places[s] for s in walk)
        spelled = "".join(k for k, _ in groupby(path) if k != "∅")
        # One walk for each path: its letters are those of the places passed.
        passed = {s for s in walk if places[s] != "∅"}
        if spelled == word and len(passed) == len(word):
            yield walk


def drawn_of(name, word):
    """What a figure shows: its lines, its dots, and its thick line."""
    (panel,) = panels(name)
    assert panel.axes.get_xlabel().endswith("step by step")
    assert panel.axes.get_ylabel() == "place"
    *lines, dots, path = panel.axes.lines
    assert [x.get_text() for x in panel.axes.get_yticklabels()] == list(
        "∅" + "".join(letter + "∅" for letter in word)
    )
    letters = [x.get_text() for x in panel.axes.get_xticklabels()]
    return lines, dots, path, letters


def shows_all_paths(name, word):
    """Fail unless the lines are the steps of all paths, and one is thick."""
    lines, dots, path, letters = drawn_of(name, word)
    steps = len(letters)
    wanted = {
        ((t, a), (t + 1, b))
        for walk in walks(word, steps)
        for t, (a, b) in enumerate(pairwise(walk), 1)
    }
    shown = {tuple(map(tuple, line.get_xydata().tolist())) for line in lines}
    assert shown == wanted
    ends = {end for line in wanted for end in line}
    assert {*map(tuple, dots.get_xydata().tolist())} == ends
    # The thick line is one of them, and puts out what stands below it.
    thick = [int(place) for _, place in path.get_xydata()]
    assert tuple(thick) in set(walks(word, steps))
    places = "∅" + "".join(letter + "∅" for letter in word)
    assert [places[place] for place in thick] == letters
