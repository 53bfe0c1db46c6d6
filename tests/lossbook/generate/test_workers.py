"""Whatever a snippet does to the process that runs it, the build goes on."""

import json

from tests.conftest import python

RUN = """
import json, logging, sys
from lossbook.generate.workers import Job, Workers

logging.basicConfig(level=logging.INFO, format="%(message)s")
workers = Workers(limit=5)
jobs = [Job("output_checks", (name,)) for name in sys.argv[1:]]
_, faults = workers.do(jobs)
workers.close()
print(json.dumps([faults.get(job, "") for job in jobs]))
"""
# What a snippet is, and what is said of it, behind its path.
SNIPPETS = {
    '"""Never ends."""\n\nimport time\n\ntime.sleep(600)\n': (
        ": ended the process that ran it, or did not end in 5 seconds"
    ),
    "import os\n\nos._exit(3)\n": (
        ": ended the process that ran it, or did not end in 5 seconds"
    ),
    'import sys\n\nsys.exit("enough")\n': ":3: SystemExit: enough",
    "import os\nimport sys\nfrom pathlib import Path\n\n"
    'Path("left.txt").write_text("left")\n'
    'os.write(1, b"not an answer")\nsys.stdin.read()\n': "",
    "x = 1\n": "",
}


def test_each_is_run_and_named_with_its_line(book):
    says = {}
    for number, (source, what) in enumerate(SNIPPETS.items()):
        path = f"snippets/pitfalls/number_{number}.py"
        (book / path).write_text(source, "utf-8")
        says[path] = path + what if what else ""
    before = {path for path in book.rglob("*") if ".cache" not in path.parts}
    done = python("-c", RUN, *says, root=book)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [*says.values()]
    assert done.stderr.startswith("Making output_checks (5)\n")
    after = {path for path in book.rglob("*") if ".cache" not in path.parts}
    assert after == before
