"""Whatever a snippet does to the process that runs it, the build goes on."""

import json

from tests.conftest import python
from tests.lossbook.test_build import PITFALL, SNIPPET

RUN = f"""
import json, logging
from lossbook.generate import figures
from lossbook.generate.workers import Job, Workers

logging.basicConfig(level=logging.INFO, format="%(message)s")
workers = Workers(limit=5)
jobs = [Job("output_checks", (name,)) for name in {[PITFALL, SNIPPET]}]
_, faults = workers.do([*jobs, *figures.jobs()])
workers.close()
print(json.dumps([faults.get(job, "") for job in jobs]))
"""


def run(book) -> tuple[list[str], str]:
    """What went wrong with the two snippets, and what was said meanwhile."""
    done = python("-c", RUN, root=book)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), done.stderr


def replace_by(book, source: str) -> None:
    """Put the source into the pitfall, and let the other be run, too."""
    (book / PITFALL).write_text(source, "utf-8")
    with (book / SNIPPET).open("a", encoding="utf-8") as snippet:
        snippet.write("# edited\n")


def test_one_that_does_not_end_is_named_with_its_line(book):
    replace_by(book, '"""Never ends."""\n\nwhile True:\n    pass\n')
    faults, _ = run(book)
    where, _, what = faults[0].rpartition(": ")
    assert where in (f"{PITFALL}:3", f"{PITFALL}:4")
    assert what == "still running after 5 seconds"
    assert faults[1] == ""


def test_one_that_ends_the_process_is_named(book):
    replace_by(book, "import os\n\nos._exit(3)\n")
    faults, _ = run(book)
    assert faults == [
        f"{PITFALL}: ended the process that ran it, with status 3",
        "",
    ]


def test_one_that_exits_is_named_with_its_line(book):
    replace_by(book, 'import sys\n\nsys.exit("enough")\n')
    assert run(book)[0] == [f"{PITFALL}:3: SystemExit: enough", ""]


def test_what_a_snippet_reads_and_writes_is_not_the_projects(book):
    source = (
        "import os\nimport sys\nfrom pathlib import Path\n\n"
        'Path("left.txt").write_text("left")\n'
        'os.write(1, b"not an answer")\nsys.stdin.read()\n'
    )
    before = {path for path in book.rglob("*") if ".cache" not in path.parts}
    replace_by(book, source)
    assert run(book)[0] == ["", ""]
    after = {path for path in book.rglob("*") if ".cache" not in path.parts}
    assert after == before


def test_it_is_said_what_is_run_on_how_many_cores(book):
    replace_by(book, "x = 1\n")
    said = run(book)[1]
    assert "Running 2 snippets, drawing 2 figures on " in said, said
    assert run(book)[1] == ""
