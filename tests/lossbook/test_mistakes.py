"""What an author does wrong gets a line: the file, the line, the way out.

mistakes.yml has the mistakes, and mistakes.py makes each of them alone in the
small book.
"""

import json
import shutil

import pytest

from lossbook import result_files
from lossbook.errors import BookError
from tests.conftest import made_once, run
from tests.lossbook.mistakes import MISTAKES


@pytest.fixture(scope="session")
def answers(built_book, tmp_path_factory) -> dict[str, str]:
    """What each mistake gets."""

    def make(folder):
        shutil.copytree(built_book, folder)
        return run("tests.lossbook.mistakes", "answers.json", root=folder)

    folder = made_once("mistakes", make, tmp_path_factory)
    return json.loads((folder / "answers.json").read_text("utf-8"))


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_refused_in_a_line_that_names_it(answers, name):
    answer = answers[name]
    assert answer.startswith("refused\n"), answer
    assert "Traceback" not in answer, answer
    assert MISTAKES[name]["answer"] in answer, answer


def test_damaged_results_name_the_line_and_the_command(tmp_path):
    file = tmp_path / "mutation.json"
    file.write_text('[\n{"kind": 1,}\n]\n', "utf-8")
    says = r"mutation\.json:2: .*; run: make mutate"
    with pytest.raises(BookError, match=says):
        result_files.recorded(file)


def test_pytest_shows_a_mistake_as_one_line(book):
    snippet = book / "snippets/losses/half_square_loss.py"
    text = snippet.read_text("utf-8")
    snippet.write_text(text + "(\n", "utf-8")
    tests = ("tests/snippets/test_cases.py", "tests/docs/test_names.py")
    done = run("pytest", *tests, "-k", "half", root=book)
    assert done.returncode
    where = f"snippets/losses/half_square_loss.py:{text.count(chr(10)) + 1}"
    assert f"\n{where}: '(' was never closed\n" in done.stdout
    assert '  File "' not in done.stdout
    assert "Error\nE " not in done.stdout
