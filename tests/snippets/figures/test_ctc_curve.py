"""All paths that are read as "to" in four steps."""

from tests.snippets.figures.lattice import shows_all_paths


def test_lines_are_the_steps_of_all_paths():
    shows_all_paths("ctc_curve", "to")
