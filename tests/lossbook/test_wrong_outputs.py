"""Outputs that the code does not print are not published.

A build is refused. A server goes on, and says so in the terminal and on the
page.
"""

import contextlib
import html
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

from lossbook.generate.outputs import REMEDY
from tests.conftest import environment_of, mkdocs
from tests.lossbook.test_build import PITFALL, SNIPPET, edit, refused


def test_every_changed_output_is_named_with_what_the_run_printed(book):
    first = edit(book / PITFALL, "#> tensor(9.)", "#> tensor(0.9999)")
    second = edit(book / SNIPPET, "#> tensor([4.5000,", "#> tensor([0.9999,")
    message = refused(book)
    for place, wrong, right in (
        (f"{PITFALL}:{first}", "#> tensor(0.9999)", "#> tensor(9.)"),
        (
            f"{SNIPPET}:{second}",
            "#> tensor([0.9999, 0.0000])",
            "#> tensor([4.5000, 0.0000])",
        ),
    ):
        assert (
            f"{place}: the output is not what the run printed\n"
            f"  - {wrong}\n  + {right}\n"
        ) in message
    assert message.count(REMEDY) == 1
    assert not list((book / "site").rglob("*.html"))
    # What was found wrong is not taken for right by the next build.
    assert f"{PITFALL}:{first}: " in refused(book)


def test_a_loss_that_is_broken_is_named_at_each_output_of_it(book):
    edit(book / SNIPPET, ".square() / 2", ".square() / 3")
    message = refused(book)
    assert f"{SNIPPET}:" in message
    assert f"{PITFALL}:" in message
    assert message.index("Is the code right?") < message.index("make update")


def test_a_pitfall_that_raises_is_named_with_its_line(book):
    line = edit(book / PITFALL, "print(", 'raise ValueError("no")\nprint(')
    assert f"{PITFALL}:{line}: ValueError: no" in refused(book)


def test_a_snippet_that_is_not_python_is_named_with_its_line(book):
    line = edit(book / PITFALL, "print(", "print)(")
    assert f"{PITFALL}:{line}: unmatched ')'" in refused(book)


@contextlib.contextmanager
def serving(book: Path, log: Path) -> Iterator[str]:
    """The address of the book while mkdocs serves it, and logs to a file."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        free = "{}:{}".format(*probe.getsockname())
    with (
        log.open("w", encoding="utf-8") as stderr,
        subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", free],
            cwd=book,
            env=environment_of(book),
            stderr=stderr,
        ) as server,
    ):
        try:
            wait_until(
                lambda: f"Serving on http://{free}" in log.read_text("utf-8")
            )
            yield f"http://{free}/"
        finally:
            server.terminate()


def wait_until(holds: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"not within {seconds} s"
        time.sleep(0.1)


def test_a_server_goes_on_and_marks_the_listing(book, tmp_path):
    log = tmp_path / "log"
    line = edit(book / PITFALL, "#> tensor(9.)", "#> tensor(0.9999)")
    fault = (
        f"{PITFALL}:{line}: the output is not what the run printed\n"
        f"  - #> tensor(0.9999)\n  + #> tensor(9.)\n{REMEDY}"
    )
    with serving(book, log) as address:

        def faults() -> dict[str, str]:
            """By the id of the listing below it, each fault on the page."""
            with urllib.request.urlopen(
                f"{address}regression/half-square/"
            ) as r:
                page = r.read().decode()
            marks = re.findall(
                r'<pre class="fault" role="alert">(.*?)</pre>'
                r'<p class="listing" id="([^"]+)"',
                page,
                re.DOTALL,
            )
            assert len(marks) == page.count('class="fault"')
            return {id_: html.unescape(fault) for fault, id_ in marks}

        assert faults() == {"pitfalls/half_or_whole.py": fault}
        assert fault in log.read_text("utf-8")
        edit(book / PITFALL, "#> tensor(0.9999)", "#> tensor(9.)")
        wait_until(lambda: faults() == {})
        line = edit(
            book / PITFALL, "print(", 'raise ValueError("<no>")\nprint('
        )
        wait_until(faults)
        (text,) = faults().values()
        assert text == f"{PITFALL}:{line}: ValueError: <no>"
    assert "Traceback" not in log.read_text("utf-8")


def test_no_mark_is_published(book, tmp_path):
    built = mkdocs("build", "--site-dir", str(tmp_path / "site"), root=book)
    assert built.returncode == 0, built.stderr
    for page in (tmp_path / "site").rglob("*.html"):
        assert 'class="fault"' not in page.read_text("utf-8"), page
